package dev.segue.segmentation.clustering;

import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded sample of customers: those whose ids have the least hashes (bottom-k sampling, Cohen and Kaplan, 2007). The
 * same customers are in it whatever the order they come in, and the cost of training stays flat as the base grows. The
 * hash knows nothing of the customer, so the sample is as good as a random one.
 *
 * <p>A customer put again takes the new value. A place that {@link #remove} frees goes to the next customer put who is
 * not in the sample, for the evicted are forgotten. Not safe for use by several threads at once.
 *
 * @param <V> what is kept of a customer
 */
public final class HashSample<V> {
    private final int bound;
    private final TreeMap<Member, V> members = new TreeMap<>();

    /**
     * An empty sample.
     *
     * @param bound most customers it holds, one or more
     */
    public HashSample(int bound) {
        Settings.requirePositive("bound", bound);
        this.bound = bound;
    }

    /**
     * Offers a customer.
     *
     * @return whether the customer is in the sample now
     */
    public boolean put(String customer, V value) {
        Member member = Member.of(customer);
        if (members.size() >= bound && member.compareTo(members.lastKey()) > 0) {
            return false;
        }
        members.put(member, value);
        if (members.size() > bound) {
            members.pollLastEntry();
        }
        return true;
    }

    /** Takes a customer out; does nothing where the customer is not in the sample. */
    public void remove(String customer) {
        members.remove(Member.of(customer));
    }

    /** What is kept of a customer; null for one who is not in the sample. */
    public @Nullable V get(String customer) {
        return members.get(Member.of(customer));
    }

    /** How many customers are in the sample. */
    public int size() {
        return members.size();
    }

    /** Visits the customers in the order of their hashes: the same order for the same customers. */
    public void forEach(BiConsumer<String, V> visitor) {
        members.forEach((member, value) -> visitor.accept(member.customer(), value));
    }

    /** The customer id breaks ties, so that even two ids of one hash have a fixed order. */
    private record Member(long hash, String customer) implements Comparable<Member> {
        private static final Comparator<Member> ORDER =
                Comparator.comparingLong(Member::hash).thenComparing(Member::customer);

        static Member of(String customer) {
            return new Member(hashOf(customer), customer);
        }

        /** FNV-1a over the characters, then the finaliser of MurmurHash3: FNV alone leaves ids that differ at the end close. */
        private static long hashOf(String customer) {
            long hash = 0xcbf29ce484222325L;
            for (int i = 0; i < customer.length(); i++) {
                hash ^= customer.charAt(i);
                hash *= 0x100000001b3L;
            }
            hash ^= hash >>> 33;
            hash *= 0xff51afd7ed558ccdL;
            hash ^= hash >>> 33;
            hash *= 0xc4ceb9fe1a85ec53L;
            return hash ^ (hash >>> 33);
        }

        @Override
        public int compareTo(Member other) {
            return ORDER.compare(this, other);
        }
    }
}
