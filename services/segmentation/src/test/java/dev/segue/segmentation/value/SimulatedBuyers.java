package dev.segue.segmentation.value;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Customers who buy as the two models say, with known parameters. */
record SimulatedBuyers(BgNbd purchases, GammaGamma spend) {
    /** Customers first seen at any time of the watch's first half. */
    List<PurchaseHistory> draw(int customers, double weeks, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PurchaseHistory> histories = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double observed = weeks * (0.5 + 0.5 * random.nextDouble());
            double rate = gamma(purchases.r(), random) / purchases.alpha();
            double dropout = beta(purchases.a(), purchases.b(), random);
            double scale = gamma(spend.q(), random) / spend.gamma();
            long repeats = 0;
            double last = 0;
            double total = 0;
            boolean alive = true;
            double next = exponential(rate, random);
            while (alive && next <= observed) {
                repeats++;
                last = next;
                total += gamma(spend.p(), random) / scale;
                alive = random.nextDouble() >= dropout;
                next += exponential(rate, random);
            }
            histories.add(new PurchaseHistory(repeats, last, observed, repeats == 0 ? Double.NaN : total / repeats));
        }
        return histories;
    }

    private static double exponential(double rate, SplittableRandom random) {
        return -Math.log1p(-random.nextDouble()) / rate;
    }

    private static double beta(double a, double b, SplittableRandom random) {
        double one = gamma(a, random);
        return one / (one + gamma(b, random));
    }

    /** Marsaglia and Tsang (2000), with their boost for shapes below one. */
    private static double gamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
