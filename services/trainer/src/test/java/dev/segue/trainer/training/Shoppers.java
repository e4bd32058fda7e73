package dev.segue.trainer.training;

import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up customers of three kinds: loyal and recent, occasional, long gone. */
final class Shoppers {
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    static final SegmentationSpec SPEC = spec(3);

    private Shoppers() {}

    static SegmentationSpec spec(int clusters) {
        return spec(clusters, "");
    }

    static SegmentationSpec spec(int clusters, String more) {
        return spec(String.valueOf(clusters), more);
    }

    static SegmentationSpec spec(String clusters, String more) {
        return SpecReader.parse("test.yaml", """
                id: test
                clusters: %s
                features:
                  - {name: recency_days, required: true}
                  - {name: monetary, transform: log1p, required: true}
                  - {name: profile.income}
                training: {min_customers: 30, sample: 5000, seed: 4, half_life: 1h}
                %s
                """.formatted(clusters, more));
    }

    /** 60 customers in 100 are loyal, 30 occasional, 10 gone; every fifth does not tell the income. */
    static TrainingSet shoppers(int count, double daysLater, long seed) {
        return TrainingSet.ofNumbers(rows(count, daysLater, seed), NOW);
    }

    /** The same, one customer a row. */
    static List<double[]> rows(int count, double daysLater, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2;
            double recency = new double[] {5, 60, 300}[kind] + daysLater + 3 * random.nextGaussian();
            double monetary = new double[] {2000, 100, 400}[kind] * Math.exp(0.2 * random.nextGaussian());
            double income = i % 5 == 0 ? Double.NaN : 40_000 + 5_000 * random.nextGaussian();
            rows.add(new double[] {recency, monetary, income});
        }
        return rows;
    }
}
