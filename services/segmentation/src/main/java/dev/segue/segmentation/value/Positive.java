package dev.segue.segmentation.value;

/** Refuses parameters that are not above zero. */
final class Positive {
    private Positive() {}

    static void require(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("%s must be a finite number above zero, not %s".formatted(name, value));
        }
    }
}
