package dev.segue.segmentation.customer;

/**
 * What is left of a customer who was merged into another: where they went.
 *
 * @param to id of the customer they went into
 * @param rank rank of the merge, see {@link Journey}; 1 or more
 * @param request id of the request for it
 */
public record Forwarding(String to, long rank, String request) {
    public Forwarding {
        if (to.isEmpty()) {
            throw new IllegalArgumentException("a forwarding must name the customer it leads to");
        }
    }
}
