package dev.segue.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.segue.cli.CommandFailure;
import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.MiniBatchKMeans;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.selection.ClusterSearch;
import dev.segue.segmentation.selection.Indices;
import dev.segue.segmentation.selection.KCandidate;
import dev.segue.segmentation.selection.KSelection;
import dev.segue.segmentation.selection.Structure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue cluster}. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "Clusters a numeric matrix with the trainer's own code: full and mini-batch K-means for every "
                + "number of clusters of a range, with quality indices, and the number it would choose.",
        footer = {
            "",
            "MATRIX is CSV, plain or gzipped, with a header: commas, UTF-8, one row a customer, all cells numbers that are "
                    + "already scaled. A first column named id, text or number, names the rows and is not clustered. A "
                    + "missing or non-numeric cell is refused.",
            "",
            "Full K-means is the best of 10 starts, and what the choice is made on; mini-batch K-means has batches of "
                    + "1,024 and is the best of 3 starts. The silhouette is exact up to 10,000 rows, and measured on so "
                    + "many of them beyond. The same matrix and seed give the same result.",
            "",
            "JSON: rows, columns, seed, candidates [k, full and mini_batch {inertia, silhouette, calinski_harabasz, "
                    + "davies_bouldin, sizes, centroids, labels}, mini_batch_inertia_ratio, stability], chosen, elbow, "
                    + "reasons, structure {better_than_noise, unexplained, shuffled_unexplained, silhouette, "
                    + "shuffled_silhouette, in_words}, ids. labels and ids only with --labels; null is undefined."
        })
public final class ClusterCommand implements Callable<Integer> {
    private static final int SILHOUETTE_PART = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "MATRIX", description = "The matrix, a CSV file.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--k",
            paramLabel = "RANGE",
            defaultValue = "2..8",
            converter = KRange.Converter.class,
            description = "Numbers of clusters, such as 2..8 or 3 (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private KRange range;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of the random numbers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--labels",
            description = "Also print the cluster of each row: in JSON for every clustering, otherwise "
                    + "as CSV for the chosen one.")
    private boolean labels;

    @Override
    public Integer call() throws IOException {
        Matrix matrix = Matrix.read(file);
        Points points = matrix.points();
        if (points.count() < range.most()) {
            throw new CommandFailure("%s has %d rows, too few for %d clusters; ask for fewer with --k"
                    .formatted(file, points.count(), range.most()));
        }
        SplittableRandom random = new SplittableRandom(seed);
        KSelection selection = new ClusterSearch(range.least(), range.most(), SILHOUETTE_PART)
                .search(points, (k, all, own) -> KMeans.thorough(k, all.count()).fit(all, own), random.split());
        Points part = points.sample(SILHOUETTE_PART, random.split());
        List<ClusterReport.Candidate> candidates = selection.candidates().stream()
                .map(candidate -> compared(candidate, points, part, random.split()))
                .toList();
        int[] eachByItself = IntStream.range(0, points.dimensions()).toArray();
        Structure structure = Structure.of(points, eachByItself, selection.chosen(), random.split());
        ClusterReport report = ClusterReport.of(matrix, seed, selection, candidates, structure, labels);
        if (json) {
            print(report);
        } else {
            print(report, matrix, selection);
        }
        return 0;
    }

    private ClusterReport.Candidate compared(KCandidate full, Points points, Points part, SplittableRandom random) {
        Clustering miniBatch = MiniBatchKMeans.of(full.k()).fit(points, random);
        return new ClusterReport.Candidate(
                full.k(),
                ClusterReport.Fit.of(full.clustering(), full.indices(), labels),
                ClusterReport.Fit.of(miniBatch, Indices.of(points, miniBatch, part), labels),
                ClusterReport.defined(miniBatch.inertia() / full.inertia()),
                ClusterReport.defined(full.stability()));
    }

    private void print(ClusterReport report) throws IOException {
        spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(report));
    }

    private void print(ClusterReport report, Matrix matrix, KSelection selection) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        new ClusterTable(report).lines().forEach(out::println);
        if (labels) {
            out.println();
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
            csv.writeRecord("id", "cluster");
            int[] chosen = selection.choice().clustering().labels();
            for (int row = 0; row < chosen.length; row++) {
                csv.writeRecord(matrix.names().get(row), String.valueOf(chosen[row]));
            }
            csv.flush();
        }
    }
}
