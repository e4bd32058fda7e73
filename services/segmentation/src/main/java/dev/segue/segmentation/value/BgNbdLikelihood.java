package dev.segue.segmentation.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The mean log-likelihood of BG/NBD on many histories: equal ones computed once, gamma functions once a number of repeats. */
final class BgNbdLikelihood implements ToDoubleFunction<double[]> {
    private final int customers;
    private final Map<Long, Integer> byRepeats = new LinkedHashMap<>();
    private final Map<PurchaseHistory, Integer> byTimes = new LinkedHashMap<>();

    BgNbdLikelihood(List<PurchaseHistory> customers) {
        this.customers = customers.size();
        for (PurchaseHistory history : customers) {
            byRepeats.merge(history.repeats(), 1, Integer::sum);
            byTimes.merge(history.atNoValue(), 1, Integer::sum);
        }
    }

    /** Parameters to search from: customers who differ much, some, and little, all with the mean rate there is. */
    static List<double[]> starts(List<PurchaseHistory> customers) {
        double repeats =
                customers.stream().mapToDouble(PurchaseHistory::repeats).sum();
        double weeks = customers.stream().mapToDouble(PurchaseHistory::observed).sum();
        double rate = repeats / weeks;
        return List.of(new double[] {0.25, 0.25 / rate, 0.8, 2.5}, new double[] {1, 1 / rate, 0.5, 5}, new double[] {
            4, 4 / rate, 1, 50
        });
    }

    /** @param parameters r, alpha, a, b */
    @Override
    public double applyAsDouble(double[] parameters) {
        return of(model(parameters)) / customers;
    }

    /** The log-likelihood, not its mean. */
    double of(BgNbd model) {
        double[] sum = {0};
        byRepeats.forEach((repeats, weight) -> sum[0] += weight * model.logLikelihoodOfRepeats(repeats));
        byTimes.forEach((history, weight) -> sum[0] += weight * model.logLikelihoodOfTimes(history));
        return sum[0];
    }

    static BgNbd model(double[] parameters) {
        return new BgNbd(parameters[0], parameters[1], parameters[2], parameters[3]);
    }
}
