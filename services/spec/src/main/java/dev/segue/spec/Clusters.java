package dev.segue.spec;

/**
 * How many segments a segmentation has: a number, or a range of which the number that fits the customers best is chosen.
 *
 * @param low fewest, 2 or more
 * @param high most, at least {@code low}, 100 or fewer; equal to {@code low} where the number is fixed
 */
public record Clusters(int low, int high) {
    private static final int FEWEST = 2;
    private static final int MOST = 100;

    public Clusters {
        if (low < FEWEST || high > MOST || low > high) {
            throw new IllegalArgumentException(
                    "clusters must be a number from %d to %d or a range of them such as 2..8, not %s"
                            .formatted(FEWEST, MOST, text(low, high)));
        }
    }

    /** A fixed number. */
    public static Clusters of(int number) {
        return new Clusters(number, number);
    }

    /** Whether there is nothing to choose. */
    public boolean fixed() {
        return low == high;
    }

    /** Reads {@code 5} or {@code 2..8}. */
    static Clusters parse(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            return of(Integer.parseInt(text));
        }
        return new Clusters(Integer.parseInt(text.substring(0, dots)), Integer.parseInt(text.substring(dots + 2)));
    }

    /** As in a specification. */
    @Override
    public String toString() {
        return text(low, high);
    }

    private static String text(int low, int high) {
        return low == high ? String.valueOf(low) : low + ".." + high;
    }
}
