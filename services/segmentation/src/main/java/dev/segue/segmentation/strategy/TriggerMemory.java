package dev.segue.segmentation.strategy;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.features.EventIds;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * What is remembered of a customer's triggers, of all playbooks, in bounded space: of each strategy the latest times at which
 * it fired, and of all together; and the channels opted out of. What is noted may be noted in any order. Mutable; one thread.
 */
public final class TriggerMemory {
    /** Of how many strategies is remembered when they fired; of more, those whose latest time is oldest are forgotten. */
    public static final int MOST_STRATEGIES = 128;

    private static final int LATEST = FrequencyCap.HIGHEST;
    private static final long[] NONE = {};

    private final TreeMap<Integer, long[]> strategies = new TreeMap<>();
    private OptOuts optOuts = new OptOuts();
    private long[] latest = NONE;
    private long triggers;

    /** The fingerprint a strategy is remembered by. */
    static int fingerprint(String segmentation, String strategy) {
        return fingerprint(segmentation + '\n' + strategy);
    }

    /** The fingerprint of a name. */
    static int fingerprint(String name) {
        return (int) (EventIds.fingerprint(name) >>> 32);
    }

    /** How many triggers the customer has had, held-out ones counted. */
    public long triggers() {
        return triggers;
    }

    /** When a strategy last fired, epoch milliseconds; {@link Standing#NEVER} where it did not. */
    long last(int strategy) {
        long[] times = strategies.get(strategy);
        return times == null ? Standing.NEVER : times[times.length - 1];
    }

    /** The latest time but so many at which a strategy fired; {@link Standing#NEVER} where it did not so often. */
    long nthLatest(int strategy, int n) {
        return nthLatest(strategies.getOrDefault(strategy, NONE), n);
    }

    /** The latest time but so many at which any strategy fired; {@link Standing#NEVER} where none did so often. */
    long nthLatest(int n) {
        return nthLatest(latest, n);
    }

    private static long nthLatest(long[] times, int n) {
        return times.length < n ? Standing.NEVER : times[times.length - n];
    }

    /**
     * Notes that a strategy fired.
     *
     * @param at epoch milliseconds
     */
    void note(int strategy, long at) {
        long[] one = {at};
        // As many as a cap can count, whatever the cap is now: the next playbook may have a higher one.
        strategies.merge(strategy, one, (times, more) -> latestOf(times, more, LATEST));
        forgetOldest();
        latest = latestOf(latest, one, LATEST);
        triggers++;
    }

    /** Takes in what a message says of what the customer wants to get. */
    public void take(CampaignMessage message) {
        switch (message.kind()) {
            case UNSUBSCRIBED -> optOuts.note(message.channel(), true, message.at());
            case SUBSCRIBED -> optOuts.note(message.channel(), false, message.at());
            case SENT, DELIVERED, OPENED, CLICKED, CONVERTED -> {
                // Say nothing of that.
            }
        }
    }

    /** Whether the customer wants nothing through a channel. */
    public boolean optedOutOf(String channel) {
        return optOuts.closes(channel);
    }

    /** Takes in what is remembered of another customer who turned out to be this one. */
    public void merge(TriggerMemory other) {
        other.strategies.forEach(
                (strategy, times) -> strategies.merge(strategy, times, (mine, more) -> latestOf(mine, more, LATEST)));
        forgetOldest();
        latest = latestOf(latest, other.latest, LATEST);
        triggers += other.triggers;
        optOuts.merge(other.optOuts);
    }

    private void forgetOldest() {
        while (strategies.size() > MOST_STRATEGIES) {
            int oldest = strategies.firstKey();
            for (int strategy : strategies.keySet()) {
                if (last(strategy) < last(oldest)) {
                    oldest = strategy;
                }
            }
            strategies.remove(oldest);
        }
    }

    private static long[] latestOf(long[] a, long[] b, int most) {
        long[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        Arrays.sort(all);
        return Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
    }

    /** Writes it; two octets for who has never been addressed. */
    public void write(StateWriter out) {
        optOuts.write(out);
        out.whole(triggers);
        if (triggers == 0) {
            return;
        }
        write(latest, out);
        out.count(strategies.size());
        strategies.forEach((strategy, times) -> {
            out.whole(Integer.toUnsignedLong(strategy));
            write(times, out);
        });
    }

    private static void write(long[] times, StateWriter out) {
        out.count(times.length);
        long before = 0;
        for (long time : times) {
            out.signed(time - before);
            before = time;
        }
    }

    /** Reads what {@link #write} wrote. */
    public static TriggerMemory read(StateReader in) {
        TriggerMemory memory = new TriggerMemory();
        memory.optOuts = OptOuts.read(in);
        memory.triggers = in.whole();
        if (memory.triggers == 0) {
            return memory;
        }
        memory.latest = readTimes(in);
        for (int left = in.count(); left > 0; left--) {
            memory.strategies.put((int) in.whole(), readTimes(in));
        }
        return memory;
    }

    private static long[] readTimes(StateReader in) {
        long[] times = new long[in.count()];
        long before = 0;
        for (int i = 0; i < times.length; i++) {
            before += in.signed();
            times[i] = before;
        }
        return times;
    }
}
