package dev.segue.bench.kmeans;

import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.MiniBatchKMeans;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.selection.ClusterSearch;
import dev.segue.segmentation.selection.KSelection;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that times mini-batch K-means beside scikit-learn's, on the same matrix. */
@Command(
        name = "kmeans",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Times mini-batch K-means on a matrix of customers, for every number of clusters from 2 to 8, beside"
                    + " scikit-learn's MiniBatchKMeans (batches of 1,024, three initialisations) on the same matrix; then"
                    + " the whole search for the number of clusters. Needs scikit-learn: on Debian apt-get install "
                    + "python3-sklearn.",
            ""
        })
public final class KMeansBench implements Callable<Integer> {
    private static final int LEAST = 2;
    private static final int MOST = 8;
    /** As the trainer has it. */
    private static final int SILHOUETTE_PART = 4_000;

    private static final double MEBIBYTE = 1024.0 * 1024;

    @Option(names = "--points", defaultValue = "1000000", description = "Customers.")
    private int points;

    @Option(names = "--dimensions", defaultValue = "20", description = "Features of each.")
    private int dimensions;

    @Option(names = "--rounds", defaultValue = "5", description = "Fits a number of clusters, each with its own seed.")
    private int rounds;

    @Option(names = "--python", defaultValue = "/usr/bin/python3", description = "The Python that has scikit-learn.")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path python;

    @Option(names = "--script", required = true, hidden = true)
    @SuppressWarnings("NullAway.Init") // required
    private Path script;

    /** @param args see {@code --help} */
    public static void main(String[] args) {
        System.exit(new CommandLine(new KMeansBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Path file = Files.createTempFile("segue-kmeans", ".f64");
        try {
            MatrixFile matrix = new MatrixFile(file, points, dimensions);
            matrix.write(1);
            List<Fit> theirs = new ScikitLearn(python, script).fits(matrix, LEAST, MOST, rounds);
            Points all = matrix.read();
            List<Fit> ours = fits(all);
            out.printf("%,d x %d, %d fits each; medians of time, means of inertia%n", points, dimensions, rounds);
            out.println(" k   Segue s   scikit-learn s   times faster   inertia Segue / scikit-learn");
            for (int k = LEAST; k <= MOST; k++) {
                out.printf(
                        "%2d  %8.3f  %15.3f  %13.2f  %29.5f%n",
                        k,
                        medianSeconds(ours, k),
                        medianSeconds(theirs, k),
                        medianSeconds(theirs, k) / medianSeconds(ours, k),
                        meanInertia(ours, k) / meanInertia(theirs, k));
            }
            long began = System.nanoTime();
            KSelection selection = new ClusterSearch(LEAST, MOST, SILHOUETTE_PART)
                    .search(all, (k, some, random) -> MiniBatchKMeans.of(k).fit(some, random), new SplittableRandom(1));
            out.printf(
                    "The search over %d to %d, with indices and stability: %.1f s, chose %d%n",
                    LEAST, MOST, secondsSince(began), selection.chosen());
            out.printf(
                    "Heap: at most %.0f MiB used of %.0f MiB%n",
                    heapPeak() / MEBIBYTE, Runtime.getRuntime().maxMemory() / MEBIBYTE);
        } finally {
            Files.delete(file);
        }
        return 0;
    }

    private List<Fit> fits(Points all) {
        List<Fit> fits = new ArrayList<>();
        for (int k = LEAST; k <= MOST; k++) {
            for (int round = 0; round < rounds; round++) {
                long began = System.nanoTime();
                Clustering clustering = MiniBatchKMeans.of(k).fit(all, new SplittableRandom(round));
                fits.add(new Fit(k, secondsSince(began), clustering.inertia()));
            }
        }
        return fits;
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static double medianSeconds(List<Fit> fits, int k) {
        double[] seconds = fits.stream()
                .filter(fit -> fit.k() == k)
                .mapToDouble(Fit::seconds)
                .sorted()
                .toArray();
        return seconds[seconds.length / 2];
    }

    private static double meanInertia(List<Fit> fits, int k) {
        return fits.stream()
                .filter(fit -> fit.k() == k)
                .mapToDouble(Fit::inertia)
                .average()
                .orElseThrow();
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
