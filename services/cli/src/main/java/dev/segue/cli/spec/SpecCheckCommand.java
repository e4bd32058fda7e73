package dev.segue.cli.spec;

import dev.segue.segmentation.preparation.Components;
import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecException;
import dev.segue.spec.SpecFeature;
import dev.segue.spec.SpecReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue spec check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks specs: says what each declares, or all that is wrong with it, and then ends with status 1.")
public final class SpecCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "YAML files, or names of specs that come with Segue.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private List<String> files;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int status = 0;
        for (String file : files) {
            try {
                out.println("%s: ok: %s".formatted(file, declared(SpecReader.read(file))));
            } catch (SpecException e) {
                e.problems().forEach(err::println);
                status = 1;
            }
        }
        out.flush();
        err.flush();
        return status;
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
