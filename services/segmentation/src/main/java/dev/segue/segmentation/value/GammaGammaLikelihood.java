package dev.segue.segmentation.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The mean log-likelihood of Gamma-Gamma on many histories: gamma functions computed once a number of repeats. */
final class GammaGammaLikelihood implements ToDoubleFunction<double[]> {
    private final List<PurchaseHistory> customers;
    private final Map<Long, Integer> byRepeats = new LinkedHashMap<>();

    /** @param customers with repeats and a repeat value above zero */
    GammaGammaLikelihood(List<PurchaseHistory> customers) {
        this.customers = List.copyOf(customers);
        for (PurchaseHistory history : customers) {
            byRepeats.merge(history.repeats(), 1, Integer::sum);
        }
    }

    /** Parameters to search from: values of a customer that vary much, some, and little, all with the mean there is. */
    static List<double[]> starts(List<PurchaseHistory> customers) {
        double mean = customers.stream()
                .mapToDouble(PurchaseHistory::repeatValue)
                .average()
                .orElseThrow();
        return List.of(
                new double[] {1, 3, 2 * mean}, new double[] {6, 4, 0.5 * mean}, new double[] {40, 3, 0.05 * mean});
    }

    /** @param parameters p, q, gamma */
    @Override
    public double applyAsDouble(double[] parameters) {
        return of(parameters) / customers.size();
    }

    /**
     * The log-likelihood, not its mean.
     *
     * @param parameters p, q, gamma
     */
    double of(double[] parameters) {
        GammaGamma.Likelihood likelihood = new GammaGamma.Likelihood(parameters[0], parameters[1], parameters[2]);
        double[] sum = {0};
        byRepeats.forEach((repeats, weight) -> sum[0] += weight * likelihood.ofRepeats(repeats));
        customers.forEach(history -> sum[0] += likelihood.ofValue(history));
        return sum[0];
    }
}
