package dev.segue.segmentation.value;

import java.util.Arrays;
import java.util.Optional;

/** What a value model predicts of a customer, as features. */
public enum ValueFeature {
    /** Probability that the customer still buys now and then, 0 to 1. */
    PROBABILITY_ALIVE("probability_alive") {
        @Override
        public double value(ValueModel model, PurchaseHistory history) {
            return model.probabilityAlive(history);
        }
    },
    /** Probability that the customer has dropped out, 0 to 1. */
    CHURN_PROBABILITY("churn_probability") {
        @Override
        public double value(ValueModel model, PurchaseHistory history) {
            return 1 - model.probabilityAlive(history);
        }
    },
    /** Purchases expected over the model's horizon. */
    EXPECTED_PURCHASES("expected_purchases") {
        @Override
        public double value(ValueModel model, PurchaseHistory history) {
            return model.expectedPurchases(history);
        }
    },
    /** Spend expected over the model's horizon, in currency units. */
    PREDICTED_CLV("predicted_clv") {
        @Override
        public double value(ValueModel model, PurchaseHistory history) {
            return model.lifetimeValue(history);
        }
    },
    /** Days until the customer, if alive, has bought again with even odds. */
    NEXT_PURCHASE_DAYS("next_purchase_days") {
        @Override
        public double value(ValueModel model, PurchaseHistory history) {
            return model.nextPurchaseDays(history);
        }
    };

    private final String featureName;

    ValueFeature(String featureName) {
        this.featureName = featureName;
    }

    /** The feature of a name; empty where it is none of these. */
    public static Optional<ValueFeature> named(String name) {
        return Arrays.stream(values())
                .filter(feature -> feature.featureName.equals(name))
                .findAny();
    }

    /** Its name, as models and specs use it. */
    public String featureName() {
        return featureName;
    }

    /** Its value for a customer who has bought. */
    public abstract double value(ValueModel model, PurchaseHistory history);
}
