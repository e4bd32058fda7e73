package dev.segue.trainer.api;

import io.micronaut.core.annotation.Nullable;

/** Figures as JSON can have them. */
final class Figures {
    private Figures() {}

    /** JSON has no numbers that are none. */
    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
