package dev.segue.cli.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as people read it. */
record ClusterTable(ClusterReport report) {
    private static final String COLUMNS = "%s%3s  %-10s  %14s  %10s  %10s  %8s  %9s  %s";

    /** The table, the choice and the comparison with shuffled columns. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d rows, %d columns, seed %d",
                report.rows(),
                report.columns().size(),
                report.seed()));
        lines.add(COLUMNS.formatted(
                " ", "k", "K-means", "inertia", "silhouette", "Calinski-H", "Davies-B", "stability", "sizes"));
        for (ClusterReport.Candidate candidate : report.candidates()) {
            String mark = candidate.k() == report.chosen() ? ">" : " ";
            lines.add(line(mark, candidate.k(), "full", candidate.full(), candidate.stability()));
            lines.add(line(" ", candidate.k(), "mini-batch", candidate.miniBatch(), null));
        }
        lines.add("");
        lines.addAll(report.reasons());
        lines.add(report.structure().inWords());
        return lines;
    }

    private static String line(
            String mark, int k, String algorithm, ClusterReport.Fit fit, @Nullable Double stability) {
        return COLUMNS.formatted(
                        mark,
                        k,
                        algorithm,
                        figure(fit.inertia(), 3),
                        figure(fit.silhouette(), 4),
                        figure(fit.calinskiHarabasz(), 2),
                        figure(fit.daviesBouldin(), 4),
                        stability == null ? "" : figure(stability, 3),
                        Arrays.stream(fit.sizes()).mapToObj(String::valueOf).collect(Collectors.joining(" ")))
                .stripTrailing();
    }

    private static String figure(@Nullable Double value, int decimals) {
        return value == null ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
