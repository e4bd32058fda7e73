package dev.segue.segmentation.features;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a text trait's values a feature stands for: its value is 1 for a customer who has one of them and 0 for one who
 * has another (one-hot encoding).
 */
public sealed interface Level {
    /** Exactly this text. */
    record Is(String category) implements Level {
        @Override
        public boolean includes(String text) {
            return text.equals(category);
        }

        @Override
        public String of(String feature) {
            return feature + "=" + category;
        }
    }

    /**
     * Any text but these: whatever has no level of its own.
     *
     * @param categories at least one
     */
    record OtherThan(List<String> categories) implements Level {
        public OtherThan {
            categories = List.copyOf(categories);
            if (categories.isEmpty()) {
                throw new IllegalArgumentException("other_than must name at least one category");
            }
        }

        @Override
        public boolean includes(String text) {
            return !categories.contains(text);
        }

        @Override
        public String of(String feature) {
            return feature + "=other";
        }
    }

    /** Whether a text belongs to it. */
    boolean includes(String text);

    /** Name of this level of a feature, for people, as {@code profile.profession=Artist}. */
    String of(String feature);

    /**
     * The value for a customer.
     *
     * @param text the trait as a text; null where the customer does not have it
     * @return 1 or 0; NaN without the trait
     */
    default double value(@Nullable String text) {
        if (text == null) {
            return Double.NaN;
        }
        return includes(text) ? 1 : 0;
    }
}
