package dev.segue.segmentation.features;

import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.features.Decayed.Total;
import java.time.Duration;

/** The features every customer may have, whatever the shop sells. */
public enum BehaviourFeature implements Feature {
    /** Days since the latest order. */
    RECENCY_DAYS("recency_days", Ageing.GROWS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.lifetime().orders() == 0
                    ? Double.NaN
                    : days(now - state.lifetime().lastPurchase());
        }
    },
    /** Orders, lifetime. */
    FREQUENCY("frequency", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.lifetime().orders();
        }
    },
    /** Days on which an order was placed, lifetime. */
    PURCHASE_DAYS("purchase_days", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.purchaseDays().count();
        }
    },
    /** Net money, lifetime, in currency units. */
    MONETARY("monetary", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return Money.units(state.lifetime().net());
        }
    },
    /** Orders, recent ones weighing more. */
    RECENT_FREQUENCY("recent_frequency", Ageing.HALVES) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().total(Total.ORDERS, now, decay);
        }
    },
    /** Net money in currency units, recent money weighing more. */
    RECENT_MONETARY("recent_monetary", Ageing.HALVES) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().total(Total.NET, now, decay);
        }
    },
    /** Gross money an order, lifetime, in currency units. */
    AVERAGE_ORDER_VALUE("average_order_value", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            long orders = state.lifetime().orders();
            return orders == 0
                    ? Double.NaN
                    : Money.units((double) state.lifetime().gross() / orders);
        }
    },
    /** Gross money a day of purchases after the first, lifetime, in currency units. */
    REPEAT_VALUE("repeat_value", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return Money.units(state.purchaseDays().repeatValue(state.lifetime().gross()));
        }
    },
    /** Discounts over what would have been paid without, recent orders weighing more; 0 to 1. */
    DISCOUNT_SHARE("discount_share", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().ratio(Total.DISCOUNT, Total.LIST);
        }
    },
    /** Orders on a deal over orders, recent ones weighing more; 0 to 1. */
    DEAL_SHARE("deal_share", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().ratio(Total.DEALS, Total.ORDERS);
        }
    },
    /** Money taken back over gross money, lifetime. */
    RETURN_RATE("return_rate", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            long gross = state.lifetime().gross();
            return gross == 0 ? Double.NaN : (double) state.lifetime().refunds() / gross;
        }
    },
    /** Days since the first order. */
    TENURE_DAYS("tenure_days", Ageing.GROWS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.lifetime().orders() == 0
                    ? Double.NaN
                    : days(now - state.lifetime().firstPurchase());
        }
    },
    /** Visits to site and app, recent ones weighing more. */
    VISITS("visits", Ageing.HALVES) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().total(Total.VISITS, now, decay);
        }
    },
    /** Campaign messages opened over sent, recent ones weighing more. */
    CAMPAIGN_OPEN_RATE("campaign_open_rate", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().ratio(Total.OPENED, Total.SENT);
        }
    },
    /** Campaign messages clicked over sent, recent ones weighing more. */
    CAMPAIGN_CLICK_RATE("campaign_click_rate", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().ratio(Total.CLICKED, Total.SENT);
        }
    },
    /** Campaign offers accepted over messages sent, recent ones weighing more. */
    CAMPAIGN_ACCEPT_RATE("campaign_accept_rate", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().ratio(Total.ACCEPTED, Total.SENT);
        }
    },
    /** Mean net promoter score given, 0 to 10, recent ones weighing more. */
    NPS("nps", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().ratio(Total.NPS, Total.NPS_GIVEN);
        }
    },
    /** Mean satisfaction given, 1 to 5, recent ones weighing more. */
    CSAT("csat", Ageing.STAYS) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().ratio(Total.CSAT, Total.CSAT_GIVEN);
        }
    },
    /** Complaints, recent ones weighing more. */
    COMPLAINTS("complaints", Ageing.HALVES) {
        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().total(Total.COMPLAINTS, now, decay);
        }
    };

    private static final double DAY = Duration.ofDays(1).toMillis();

    private final String featureName;
    private final Ageing ageing;

    BehaviourFeature(String featureName, Ageing ageing) {
        this.featureName = featureName;
        this.ageing = ageing;
    }

    @Override
    public String featureName() {
        return featureName;
    }

    @Override
    public Ageing ageing() {
        return ageing;
    }

    private static double days(long millis) {
        return Math.max(0, millis) / DAY;
    }
}
