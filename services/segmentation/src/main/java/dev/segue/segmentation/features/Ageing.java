package dev.segue.segmentation.features;

/** What time alone does to a feature, so that a value taken at one moment can be used at a later one. */
public enum Ageing {
    /** Nothing: lifetime totals, ratios, traits. */
    STAYS {
        @Override
        public double age(double value, double days, double halfLifeDays) {
            return value;
        }
    },
    /** Grows by one a day: days since something. */
    GROWS {
        @Override
        public double age(double value, double days, double halfLifeDays) {
            return value + days;
        }
    },
    /** Halves every half-life: decayed totals. */
    HALVES {
        @Override
        public double age(double value, double days, double halfLifeDays) {
            return value * Math.pow(0.5, days / halfLifeDays);
        }
    },
    /** What the value alone does not tell: predictions, to be made anew from features that age. */
    ANEW {
        @Override
        public double age(double value, double days, double halfLifeDays) {
            return days == 0 ? value : Double.NaN;
        }
    };

    /**
     * The value some days later, if nothing but time happens.
     *
     * @param value the value; NaN, for absent, stays NaN
     * @param days days passed, zero or more
     * @param halfLifeDays half-life of decayed totals in days, greater than zero
     */
    public abstract double age(double value, double days, double halfLifeDays);
}
