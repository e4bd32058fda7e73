package dev.segue.segmentation.strategy;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which channels a customer opted out of, in bounded space. Opt-outs and opt-ins may be noted in any order: of those of a
 * channel, and of all channels, the latest stands; of two at the same moment the opt-out. Mutable; one thread.
 */
final class OptOuts {
    /**
     * How many channels are told apart. Of more, that of which the customer spoke least recently is forgotten, and the customer
     * taken to have opted out of all then: whatever goes wrong must go wrong on the side of silence.
     */
    static final int MOST_CHANNELS = 32;

    private static final long NOTHING = Long.MIN_VALUE;

    /** Words are numbers of which the highest stands: twice the moment, and one more for an opt-out. */
    private long ofAll = NOTHING;

    /** The latest word of each channel of which it is later than that of all; by the channel's fingerprint. */
    private final TreeMap<Integer, Long> words = new TreeMap<>();

    /**
     * Notes an opt-out or an opt-in.
     *
     * @param channel in lower case; null for all
     * @param at when the customer said so, epoch milliseconds
     */
    void note(@Nullable String channel, boolean out, long at) {
        long word = 2 * at + (out ? 1 : 0);
        if (channel == null) {
            ofAll = Math.max(ofAll, word);
        } else {
            words.merge(TriggerMemory.fingerprint(channel), word, Math::max);
        }
        bound();
    }

    /** Whether nothing may go through a channel. */
    boolean closes(String channel) {
        long word = Math.max(ofAll, words.getOrDefault(TriggerMemory.fingerprint(channel), NOTHING));
        return word % 2 != 0;
    }

    /** Takes in what another customer said who turned out to be this one. */
    void merge(OptOuts other) {
        ofAll = Math.max(ofAll, other.ofAll);
        other.words.forEach((channel, word) -> words.merge(channel, word, Math::max));
        bound();
    }

    private void bound() {
        words.values().removeIf(word -> word <= ofAll);
        while (words.size() > MOST_CHANNELS) {
            Map.Entry<Integer, Long> first = Collections.min(words.entrySet(), Map.Entry.comparingByValue());
            // An opt-in gives way to an opt-out just before it, so that those of other channels at its moment still
            // stand.
            ofAll = Math.max(ofAll, (first.getValue() - 1) | 1);
            words.remove(first.getKey());
            words.values().removeIf(word -> word <= ofAll);
        }
    }

    /** Writes it; an octet for who never said anything. */
    void write(StateWriter out) {
        out.count(2 * words.size() + (ofAll == NOTHING ? 0 : 1));
        if (ofAll != NOTHING) {
            out.signed(ofAll);
        }
        words.forEach((channel, word) -> {
            out.whole(Integer.toUnsignedLong(channel));
            out.signed(word);
        });
    }

    /** Reads what {@link #write} wrote. */
    static OptOuts read(StateReader in) {
        OptOuts optOuts = new OptOuts();
        int count = in.count();
        if (count % 2 == 1) {
            optOuts.ofAll = in.signed();
        }
        for (int left = count / 2; left > 0; left--) {
            optOuts.words.put((int) in.whole(), in.signed());
        }
        return optOuts;
    }
}
