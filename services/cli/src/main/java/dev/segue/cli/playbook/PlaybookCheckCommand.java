package dev.segue.cli.playbook;

import dev.segue.cli.spec.CheckCommand;
import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.spec.PlaybookReader;
import dev.segue.spec.SpecFeature;
import dev.segue.spec.SpecReader;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code segue playbook check}. */
@Command(
        name = "check",
        description =
                "Checks playbooks: says what each holds, or all that is wrong with it, and then ends with status 1.")
public final class PlaybookCheckCommand extends CheckCommand {
    @Override
    protected String held(String file, PrintWriter notes) {
        Playbook playbook = PlaybookReader.read(file);
        playbook.cast().parts().forEach(part -> tellOpen(file, playbook, part, notes));
        return held(playbook);
    }

    private static String held(Playbook playbook) {
        List<String> roles = playbook.cast().roles();
        return "%s \"%s\", revision %d, strategies: %d, roles: %s, at most %d triggers a customer in %s, days in %s"
                .formatted(
                        playbook.segmentation(),
                        playbook.title(),
                        playbook.revision(),
                        playbook.strategies().size(),
                        roles.isEmpty() ? "none" : String.join(", ", roles),
                        playbook.cap().most(),
                        playbook.cap().within(),
                        playbook.zone());
    }

    /** A feature that the segmentation does not have cannot tell whose a role is. Only of those shipped it is known. */
    private static void tellOpen(String file, Playbook playbook, Cast.Part part, PrintWriter err) {
        String feature = feature(part.pick());
        if (feature == null || !SpecReader.SHIPPED.contains(playbook.segmentation())) {
            return;
        }
        boolean clusteredOn = SpecReader.read(playbook.segmentation()).features().stream()
                .map(SpecFeature::name)
                .anyMatch(name -> feature.equals(name) || feature.startsWith(name + "="));
        if (!clusteredOn) {
            err.println(
                    "%s: role %s will go to nobody, unless %s is made of another spec than the one that comes with Segue, which has no %s"
                            .formatted(file, part.role(), playbook.segmentation(), feature));
        }
    }

    private static @Nullable String feature(Cast.Pick pick) {
        return switch (pick) {
            case Cast.Pick.Most(String feature) -> feature;
            case Cast.Pick.Least(String feature) -> feature;
            case Cast.Pick.Named named -> null;
            case Cast.Pick.Rest rest -> null;
        };
    }
}
