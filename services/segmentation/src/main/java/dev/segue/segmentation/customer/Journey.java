package dev.segue.segmentation.customer;

/**
 * The way of a customer's state to the customer they are merged into. On it, it may meet others who were themselves merged
 * away, and then follows them. Merges may have been asked for in a circle, A into B and B into A, even at the same moment; then
 * nobody would be left, and states would go round for ever. So one of the states in a circle, once it is back where it set
 * out, brings its customer back to life; all others go on until they meet that one.
 *
 * <p>Which one, ranks decide. A merge has a higher rank than all those whose states the customer who goes has taken in, as
 * a logical clock has (Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", CACM 1978, section
 * "Logical Clocks"). So the highest in a circle is of a state that has not been taken in by anyone.
 *
 * @param customer who set out
 * @param request id of the request for the merge
 * @param rank rank of the merge, 1 or more
 * @param overtaken whether a customer was passed who was merged by a merge of a higher rank
 */
public record Journey(String customer, String request, long rank, boolean overtaken) {
    /**
     * The beginning of a merge.
     *
     * @param highest the highest rank of the merges whose states the customer has taken in; 0 for none
     */
    public static Journey from(String customer, String request, long highest) {
        return new Journey(customer, request, highest + 1, false);
    }

    /** What the customer leaves who sets out. */
    public Forwarding forwarding(String to) {
        return new Forwarding(to, rank, request);
    }

    /** Whether the journey ends at a customer who was merged away, who is then a customer again. */
    public boolean revives(Forwarding met) {
        return met.request().equals(request) && !overtaken;
    }

    /** The journey on from a customer who was merged away. */
    public Journey past(Forwarding met) {
        return new Journey(customer, request, rank, overtaken || isBehind(met));
    }

    /** Of merges of the same rank, any fixed order will do. */
    private boolean isBehind(Forwarding met) {
        return met.rank() != rank ? met.rank() > rank : met.request().compareTo(request) > 0;
    }
}
