package dev.segue.console.live;

import dev.segue.console.moves.Move;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client of the stream resumes by, at whichever console it comes back to.
 *
 * @param published when the move was published, epoch milliseconds
 * @param partition its partition in the outbound topic
 * @param offset its offset there
 */
public record EventId(long published, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})-(\\d{1,9})-(\\d{1,18})");

    static EventId of(Move move) {
        return new EventId(move.published(), move.partition(), move.offset());
    }

    /** The id of a text; empty where it is none. */
    public static Optional<EventId> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new EventId(
                        Long.parseLong(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    String text() {
        return published + "-" + partition + "-" + offset;
    }
}
