package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a playbook would do now.
 *
 * @param segmentation the playbook's
 * @param title the playbook's
 * @param revision the playbook's
 * @param modelVersion of the model that the roles were given out by
 * @param now the moment; null on event time before the first event
 * @param customers how many customers were looked at
 * @param unreadable how many more could not be read
 * @param roles how many customers have each role of the cast
 * @param withoutRole how many have none
 * @param strategies what came of each strategy, in the playbook's order
 */
public record PlaybookRehearsal(
        String segmentation,
        String title,
        int revision,
        long modelVersion,
        @Nullable Instant now,
        long customers,
        long unreadable,
        Map<String, Long> roles,
        long withoutRole,
        List<Strategy> strategies) {

    /**
     * What came of a strategy.
     *
     * @param id its id
     * @param title what it is for
     * @param waits whether it waits for something to happen: then the numbers are of customers for whom it would fire if that
     *     happened now
     * @param addressed how many customers would be addressed
     * @param ways how many of them by each way
     * @param roles how many of them have each role
     * @param heldOut how many would be left alone, to compare with
     * @param keptBack how many are kept from it, by what keeps them
     */
    public record Strategy(
            String id,
            String title,
            boolean waits,
            long addressed,
            List<Way> ways,
            Map<String, Long> roles,
            long heldOut,
            Map<String, Long> keptBack) {}

    /**
     * How many customers are addressed in one way.
     *
     * @param channel through which channel
     * @param variant id of the variant; null where there are none
     * @param customers how many
     */
    public record Way(String channel, @Nullable String variant, long customers) {}
}
