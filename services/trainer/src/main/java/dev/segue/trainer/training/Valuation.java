package dev.segue.trainer.training;

import dev.segue.segmentation.value.NoValueModelException;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueFit;
import dev.segue.segmentation.value.ValueModel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of fitting the value models to a training set. */
public sealed interface Valuation {
    /** How far ahead purchases and value are predicted: a year, which is what budgets are made for. */
    double HORIZON_WEEKS = 52;

    /** Most customers the models are fitted to: seven parameters are no surer with more, and the fit would take minutes. */
    int MOST_CUSTOMERS = 50_000;

    /** There are value models. */
    record Fitted(ValueFit fit) implements Valuation {
        @Override
        public ValueModel model() {
            return fit.model();
        }
    }

    /**
     * There are none.
     *
     * @param why for people
     */
    record None(String why) implements Valuation {
        @Override
        public @Nullable ValueModel model() {
            return null;
        }
    }

    /** The models; null where there are none. */
    @Nullable
    ValueModel model();

    /**
     * Fits the value models.
     *
     * @param histories of the customers, in no order that means anything; null for who has not bought
     */
    static Valuation of(List<@Nullable PurchaseHistory> histories) {
        List<PurchaseHistory> buyers = histories.stream()
                .filter(Objects::nonNull)
                .limit(MOST_CUSTOMERS)
                .toList();
        try {
            return new Fitted(ValueFit.of(buyers, HORIZON_WEEKS));
        } catch (NoValueModelException e) {
            return new None(String.valueOf(e.getMessage()));
        }
    }
}
