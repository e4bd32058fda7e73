package dev.segue.segmentation.value;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the positive parameters of the greatest likelihood: with the simplex method (Nelder and Mead, 1965) on their
 * logarithms, from several starts. A simplex may shrink before it has arrived, so a new one is set up where it ended, until
 * that gains nothing.
 *
 * @param model name of what is fitted, for messages
 * @param likelihood mean log-likelihood a customer, of the parameters
 * @param rough one that is near enough to choose among starts, and quicker
 */
record MaximumLikelihood(String model, ToDoubleFunction<double[]> likelihood, ToDoubleFunction<double[]> rough) {
    /** On the mean log-likelihood: far above its rounding errors, far below what moves a parameter's third digit. */
    private static final double NO_GAIN = 1e-13;

    private static final double ROUGHLY_NO_GAIN = 1e-6;
    private static final int MOST_EVALUATIONS = 2_000;
    private static final int MOST_SEARCHES = 20;
    private static final double STEP = 0.25;
    /** Of a parameter's logarithm. Beyond, it is at its limit for every purpose. */
    private static final double LARGEST = Math.log(1e6);

    /**
     * The parameters.
     *
     * @param starts where to search from, one or more
     * @throws NoValueModelException where the search does not end
     */
    double[] greatest(List<double[]> starts) throws NoValueModelException {
        PointValuePair best = null;
        for (double[] start : starts) {
            PointValuePair end = search(rough, logarithms(start), ROUGHLY_NO_GAIN);
            if (end != null && (best == null || end.getValue() > best.getValue())) {
                best = end;
            }
        }
        if (best == null) {
            throw unending();
        }
        double[] point = best.getPoint();
        double reached = Double.NEGATIVE_INFINITY;
        for (int searches = 0; searches < MOST_SEARCHES; searches++) {
            PointValuePair end = search(likelihood, point, NO_GAIN);
            if (end == null) {
                throw unending();
            }
            if (end.getValue() - reached <= NO_GAIN) {
                return parameters(end.getPoint());
            }
            point = end.getPoint();
            reached = end.getValue();
        }
        throw unending();
    }

    /** Where one simplex ends; null where it does not. */
    private static @Nullable PointValuePair search(
            ToDoubleFunction<double[]> likelihood, double[] start, double noGain) {
        double[] steps = new double[start.length];
        Arrays.fill(steps, STEP);
        try {
            return new SimplexOptimizer(0, noGain)
                    .optimize(
                            new MaxEval(MOST_EVALUATIONS),
                            GoalType.MAXIMIZE,
                            new ObjectiveFunction(point -> bounded(likelihood, point)),
                            new InitialGuess(start),
                            new NelderMeadSimplex(steps));
        } catch (MathIllegalStateException e) {
            // The one thing it means here is that the evaluations are used up, which the caller can tell from null.
            return null;
        }
    }

    /** The likelihood within the limits, and less the further beyond them. */
    private static double bounded(ToDoubleFunction<double[]> likelihood, double[] point) {
        double beyond = 0;
        double[] within = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            within[i] = Math.clamp(point[i], -LARGEST, LARGEST);
            beyond += Math.abs(point[i] - within[i]);
        }
        return likelihood.applyAsDouble(parameters(within)) - beyond;
    }

    private static double[] logarithms(double[] parameters) {
        return Arrays.stream(parameters).map(Math::log).toArray();
    }

    private static double[] parameters(double[] logarithms) {
        return Arrays.stream(logarithms)
                .map(logarithm -> Math.exp(Math.clamp(logarithm, -LARGEST, LARGEST)))
                .toArray();
    }

    private NoValueModelException unending() {
        return new NoValueModelException(
                "the fit of %s does not converge: these histories leave its parameters open".formatted(model));
    }
}
