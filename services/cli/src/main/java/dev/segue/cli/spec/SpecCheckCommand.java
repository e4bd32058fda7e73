package dev.segue.cli.spec;

import dev.segue.segmentation.preparation.Components;
import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecFeature;
import dev.segue.spec.SpecReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code segue spec check}. */
@Command(
        name = "check",
        description =
                "Checks specs: says what each declares, or all that is wrong with it, and then ends with status 1.")
public final class SpecCheckCommand extends CheckCommand {
    @Override
    protected String held(String file, PrintWriter notes) {
        return declared(SpecReader.read(file));
    }

    private static String declared(SegmentationSpec declared) {
        List<String> required = declared.features().stream()
                .filter(SpecFeature::required)
                .map(SpecFeature::name)
                .toList();
        return "%s \"%s\", %s segments on %d features%s, %s scaling%s, from %d customers%s, fingerprint %s"
                .formatted(
                        declared.id(),
                        declared.title(),
                        declared.clusters(),
                        declared.features().size(),
                        required.isEmpty() ? "" : " (required: %s)".formatted(String.join(", ", required)),
                        declared.scaling().name().toLowerCase(Locale.ROOT),
                        projected(declared),
                        declared.training().minCustomers(),
                        declared.clock() == null
                                ? ""
                                : ", clock " + declared.clock().name().toLowerCase(Locale.ROOT),
                        declared.fingerprint());
    }

    private static String projected(SegmentationSpec declared) {
        return switch (declared.pca()) {
            case null -> "";
            case Components.Count(int count) -> ", %d principal components".formatted(count);
            case Components.Variance(double share) ->
                String.format(Locale.ROOT, ", principal components of %.0f %% of the variance", 100 * share);
        };
    }
}
