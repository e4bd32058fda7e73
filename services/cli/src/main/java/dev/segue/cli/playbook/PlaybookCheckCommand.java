package dev.segue.cli.playbook;

import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.spec.PlaybookReader;
import dev.segue.spec.SpecException;
import dev.segue.spec.SpecFeature;
import dev.segue.spec.SpecReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue playbook check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks playbooks: says what each holds, or all that is wrong with it, and then ends with status 1.")
public final class PlaybookCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "YAML files, or ids of playbooks that come with Segue.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private List<String> files;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int status = 0;
        for (String file : files) {
            try {
                Playbook playbook = PlaybookReader.read(file);
                out.println("%s: ok: %s".formatted(file, held(playbook)));
                for (Cast.Part part : playbook.cast().parts()) {
                    tellOpen(file, playbook, part, err);
                }
            } catch (SpecException e) {
                e.problems().forEach(err::println);
                status = 1;
            }
        }
        out.flush();
        err.flush();
        return status;
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
