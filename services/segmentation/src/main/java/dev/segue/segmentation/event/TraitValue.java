package dev.segue.segmentation.event;

/** A typed value of a profile trait. */
public sealed interface TraitValue {
    /** A number; whole numbers too. */
    record Number(double value) implements TraitValue {}

    /** A text. */
    record Text(String value) implements TraitValue {}

    /** Yes or no. */
    record Flag(boolean value) implements TraitValue {}

    /** The trait is forgotten. */
    record Absent() implements TraitValue {}

    /**
     * Which of two values given for the same moment stands. Any fixed order will do; what matters is that it does not
     * depend on which came first.
     */
    static TraitValue later(TraitValue a, TraitValue b) {
        return a.toString().compareTo(b.toString()) >= 0 ? a : b;
    }
}
