package dev.segue.trainer;

/**
 * Whether customers still come in numbers, as they do while a shop's history is read in. A first model made in the middle of that
 * would be one of whoever came first, and everyone would be moved by the next. Not thread-safe.
 */
final class Influx {
    /** Growth from one look to the next, as a share of all, that is no influx. */
    private static final double CALM = 0.02;

    /** So many calm looks in a row: a pause of the stream is not yet its end. */
    private static final int LOOKS = 5;

    private int before;
    private int calm;

    /**
     * Looks; to be asked at even intervals.
     *
     * @param customers how many there are now
     */
    boolean isOver(int customers) {
        calm = customers - before <= CALM * customers ? calm + 1 : 0;
        before = customers;
        return calm >= LOOKS;
    }
}
