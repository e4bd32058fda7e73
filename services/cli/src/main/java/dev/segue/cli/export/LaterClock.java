package dev.segue.cli.export;

import dev.segue.cli.CommandFailure;
import dev.segue.cli.show.ChangeText;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells whether a stack has seen later events than those about to be published. Its clock never goes back, so to it they
 * would look long ago, and their customers gone.
 *
 * @param customers whose clock
 */
public record LaterClock(CustomersClient customers) {
    /**
     * What is to be said before events are published.
     *
     * @param last time of the last of them
     * @param what what they are, such as "the simulated past"
     * @param fresh the command that begins with an empty stack
     * @return empty when the stack's clock is not past the last of them; where it is not known, that and why, for a
     *     segmenter that is away reads the events later all the same
     */
    public Optional<String> note(Instant last, String what, String fresh) throws InterruptedException {
        Optional<Instant> now;
        try {
            now = customers.eventClock();
        } catch (CommandFailure e) {
            return Optional.of("Note: whether this stack has seen later events is not known: " + e.getMessage());
        }
        return now.filter(clock -> clock.isAfter(last))
                .map(clock ->
                        "Note: this stack has seen events of %s, so %s looks long ago to it. Begin with an empty one: %s"
                                .formatted(ChangeText.time(clock), what, fresh));
    }
}
