package dev.segue.segmentation.event;

import org.jspecify.annotations.Nullable;

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

    /** As a number: a number itself, yes as 1 and no as 0; NaN for a text or none. */
    default double asNumber() {
        return switch (this) {
            case Number number -> number.value();
            case Flag flag -> flag.value() ? 1 : 0;
            case Text text -> Double.NaN;
            case Absent absent -> Double.NaN;
        };
    }

    /** As a text: a text itself, {@code true} or {@code false}, a number in digits (without fraction where whole); null for none. */
    default @Nullable String asText() {
        return switch (this) {
            case Text text -> text.value();
            case Flag flag -> String.valueOf(flag.value());
            case Number(double value)
            when value == Math.rint(value) && Math.abs(value) < 1e15 -> String.valueOf((long) value);
            case Number(double value) -> String.valueOf(value);
            case Absent absent -> null;
        };
    }

    /**
     * Which of two values given for the same moment stands. Any fixed order will do; what matters is that it does not
     * depend on which came first.
     */
    static TraitValue later(TraitValue a, TraitValue b) {
        return a.toString().compareTo(b.toString()) >= 0 ? a : b;
    }
}
