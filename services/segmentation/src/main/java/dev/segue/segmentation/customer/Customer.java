package dev.segue.segmentation.customer;

import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.outcome.FollowedTriggers;
import dev.segue.segmentation.recommendation.ProductMemory;
import dev.segue.segmentation.strategy.TriggerMemory;
import java.util.ArrayList;
import java.util.List;

/** Everything Segue keeps of a customer, as one value of the store. Mutable; one thread. */
public final class Customer {
    /** First byte of the encoding; to be raised when the encoding changes. */
    private static final int FORMAT = 9;

    private final CustomerState state;
    private final List<Membership> memberships = new ArrayList<>(1);
    private long timer;
    private long snapshotAt;
    private boolean snapshotDue;
    private TriggerMemory triggers = new TriggerMemory();
    private FollowedTriggers followed = new FollowedTriggers();
    private int playbooks;
    private ProductMemory products = new ProductMemory();

    /** A customer nothing is known of. */
    public Customer() {
        this(new CustomerState());
    }

    private Customer(CustomerState state) {
        this.state = state;
    }

    /** What came of the customer's events. */
    public CustomerState state() {
        return state;
    }

    /** The customer's place in a segmentation. */
    public Membership membership(String segmentation) {
        for (Membership membership : memberships) {
            if (membership.segmentation().equals(segmentation)) {
                return membership;
            }
        }
        return Membership.none(segmentation);
    }

    /** All places the customer has. */
    public List<Membership> memberships() {
        return List.copyOf(memberships);
    }

    /** Puts the customer somewhere. */
    public void place(Membership membership) {
        memberships.removeIf(other -> other.segmentation().equals(membership.segmentation()));
        memberships.add(membership);
    }

    /** When time alone is next looked at, epoch milliseconds; 0 for never. */
    public long timer() {
        return timer;
    }

    /** Sets {@link #timer()}. */
    public void timer(long due) {
        timer = due;
    }

    /** When the features were last published, wall-clock milliseconds; 0 for never. */
    public long snapshotAt() {
        return snapshotAt;
    }

    /** Whether the features changed since they were last published. */
    public boolean snapshotDue() {
        return snapshotDue;
    }

    /** Notes that the features changed. */
    public void changed() {
        snapshotDue = true;
    }

    /** Notes that the features were published. */
    public void snapshotTaken(long wallClock) {
        snapshotAt = wallClock;
        snapshotDue = false;
    }

    /** What is remembered of strategies that fired for the customer. */
    public TriggerMemory triggers() {
        return triggers;
    }

    /** The customer's triggers whose outcomes are followed. */
    public FollowedTriggers followed() {
        return followed;
    }

    /** What tells apart the playbooks that {@link #timer()} was set under; 0 for none. */
    public int playbooks() {
        return playbooks;
    }

    /** Sets {@link #playbooks()}. */
    public void playbooks(int fingerprint) {
        playbooks = fingerprint;
    }

    /** What is remembered of the products they bought. */
    public ProductMemory products() {
        return products;
    }

    /** The customer as bytes. */
    public byte[] encode(StateWriter out) {
        out.clear();
        out.octet(FORMAT);
        state.write(out);
        out.count(memberships.size());
        for (Membership membership : memberships) {
            membership.write(out);
        }
        out.signed(timer);
        out.signed(snapshotAt);
        out.octet(snapshotDue ? 1 : 0);
        triggers.write(out);
        out.whole(Integer.toUnsignedLong(playbooks));
        followed.write(out);
        products.write(out);
        return out.bytes();
    }

    /** As {@link #decode(byte[], int)}, of a whole array. */
    public static Customer decode(byte[] bytes) {
        return decode(bytes, bytes.length);
    }

    /**
     * The customer of bytes {@link #encode} gave.
     *
     * @param length how many there are; what follows them in the array is not read
     * @throws IllegalStateException when they are of another format
     */
    public static Customer decode(byte[] bytes, int length) {
        StateReader in = new StateReader(bytes, length);
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalStateException(
                    "customer state of format %d; this version reads %d".formatted(format, FORMAT));
        }
        Customer customer = new Customer(CustomerState.read(in));
        for (int left = in.count(); left > 0; left--) {
            customer.memberships.add(Membership.read(in));
        }
        customer.timer = in.signed();
        customer.snapshotAt = in.signed();
        customer.snapshotDue = in.octet() == 1;
        customer.triggers = TriggerMemory.read(in);
        customer.playbooks = (int) in.whole();
        customer.followed = FollowedTriggers.read(in);
        customer.products = ProductMemory.read(in);
        return customer;
    }
}
