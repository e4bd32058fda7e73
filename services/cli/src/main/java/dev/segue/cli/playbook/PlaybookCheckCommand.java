package dev.segue.cli.playbook;

import dev.segue.cli.spec.CheckCommand;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.preparation.Dimension;
import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategy;
import dev.segue.spec.PlaybookReader;
import dev.segue.spec.SpecFeature;
import dev.segue.spec.SpecReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
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
        // Only of the segmentations that come with Segue it is known what they are clustered on.
        if (SpecReader.SHIPPED.contains(playbook.segmentation())) {
            List<SpecFeature> features =
                    SpecReader.read(playbook.segmentation()).features();
            playbook.cast().parts().forEach(part -> tellOpen(file, playbook, part, features, notes));
            playbook.strategies().forEach(strategy -> tellTexts(file, strategy, features, notes));
        }
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

    /** A feature that the segmentation does not have cannot tell whose a role is. */
    private static void tellOpen(
            String file, Playbook playbook, Cast.Part part, List<SpecFeature> features, PrintWriter err) {
        String feature = feature(part.pick());
        if (feature == null) {
            return;
        }
        boolean clusteredOn = features.stream()
                .map(SpecFeature::name)
                .anyMatch(name -> feature.equals(name) || feature.startsWith(name + "="));
        if (!clusteredOn) {
            err.println(
                    "%s: role %s will go to nobody, unless %s is made of another spec than the one that comes with Segue, which has no %s"
                            .formatted(file, part.role(), playbook.segmentation(), feature));
        }
    }

    /** What the segmentation takes for a category is a text most likely, and then nothing compares with it. */
    private static void tellTexts(String file, Strategy strategy, List<SpecFeature> features, PrintWriter err) {
        Stream.concat(strategy.when().featureNames(), strategy.where().featureNames())
                .distinct()
                .filter(name -> features.stream()
                        .anyMatch(feature ->
                                feature.name().equals(name) && feature.dimension() instanceof Dimension.Category))
                .forEach(name -> err.println(
                        "%s: strategy %s is for nobody, unless %s, a category of the segmentation, is a number; of a text ask for trait: %s"
                                .formatted(
                                        file, strategy.id(), name, name.substring(FeatureCatalogue.PROFILE.length()))));
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
