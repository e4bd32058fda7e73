package dev.segue.segmentation.features;

import java.util.Arrays;

/**
 * A few amounts by name, such as spend by category. At most {@value #MOST} names are told apart, so the state stays
 * bounded: those first in the alphabet, and what comes under further names goes to {@value #OTHER}. Whichever came first
 * would do as well, but would make the outcome depend on the order of events.
 */
public final class NamedAmounts {
    static final int MOST = 64;
    static final String OTHER = "other";

    /**
     * What is less counts as nothing: a hundred-thousandth of the smallest amount of money, which nobody tells from the
     * rounding of millions, or an order thirty half-lives old.
     */
    private static final double LEAST = 1e-9;

    private String[] names = {};
    private double[] amounts = {};

    /** The amount under a name; 0 where there is none. */
    public double amount(String name) {
        int i = indexOf(name);
        return i < 0 ? 0 : amounts[i];
    }

    /** The names, in no particular order. */
    public String[] names() {
        return names.clone();
    }

    /** The sum of the amounts that count; what shares are taken of. */
    public double total() {
        double total = 0;
        for (double amount : amounts) {
            total += counted(amount);
        }
        return total;
    }

    /** The share under a name of {@link #total()}, 0 to 1; NaN where the total is zero. */
    public double share(String name) {
        double total = total();
        return total > 0 ? counted(amount(name)) / total : Double.NaN;
    }

    /** An amount as far as it counts: of one that is all taken back, rounding may leave a trace of either sign. */
    private static double counted(double amount) {
        return amount < LEAST ? 0 : amount;
    }

    void add(String name, double amount) {
        int i = indexOf(name);
        if (i < 0 && !name.equals(OTHER) && toldApart() == MOST) {
            int last = lastInTheAlphabet();
            if (name.compareTo(names[last]) < 0) {
                double crowdedOut = amounts[last];
                names[last] = name;
                amounts[last] = 0;
                add(OTHER, crowdedOut);
                i = last;
            } else {
                add(OTHER, amount);
                return;
            }
        }
        if (i < 0) {
            i = append(name);
        }
        amounts[i] += amount;
    }

    /** Adds another's amounts, each weighted. */
    void merge(NamedAmounts other, double weight) {
        for (int i = 0; i < other.names.length; i++) {
            add(other.names[i], weight * other.amounts[i]);
        }
    }

    void scale(double factor) {
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] *= factor;
        }
    }

    void write(StateWriter out) {
        out.count(names.length);
        for (int i = 0; i < names.length; i++) {
            out.text(names[i]);
            out.real(amounts[i]);
        }
    }

    void read(StateReader in) {
        int count = in.count();
        names = new String[count];
        amounts = new double[count];
        for (int i = 0; i < count; i++) {
            names[i] = in.text();
            amounts[i] = in.real();
        }
    }

    private int append(String name) {
        int i = names.length;
        names = Arrays.copyOf(names, i + 1);
        amounts = Arrays.copyOf(amounts, i + 1);
        names[i] = name;
        return i;
    }

    private int toldApart() {
        return indexOf(OTHER) < 0 ? names.length : names.length - 1;
    }

    private int lastInTheAlphabet() {
        int last = -1;
        for (int i = 0; i < names.length; i++) {
            if (!names[i].equals(OTHER) && (last < 0 || names[i].compareTo(names[last]) > 0)) {
                last = i;
            }
        }
        return last;
    }

    private int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
