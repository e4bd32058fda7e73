package dev.segue.segmentation.kpi;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.math.BigInteger;

/** A sum of whole numbers of any size, which mostly fits a {@code long} and then costs no more than one. Mutable; one thread. */
final class ExactSum {
    private long low;

    /** What no longer fitted; zero or not, the sum is both together. */
    private BigInteger rest = BigInteger.ZERO;

    void add(long value) {
        long sum = low + value;
        if (((low ^ sum) & (value ^ sum)) < 0) {
            rest = rest.add(BigInteger.valueOf(low));
            low = value;
        } else {
            low = sum;
        }
    }

    void add(BigInteger value) {
        rest = rest.add(value);
        if (rest.bitLength() < Long.SIZE - 1) {
            long fits = rest.longValueExact();
            rest = BigInteger.ZERO;
            add(fits);
        }
    }

    BigInteger value() {
        return rest.add(BigInteger.valueOf(low));
    }

    void write(StateWriter out) {
        out.signed(low);
        if (rest.signum() == 0) {
            out.octet(0);
        } else {
            out.octet(1);
            out.big(rest);
        }
    }

    void read(StateReader in) {
        low = in.signed();
        rest = in.octet() == 0 ? BigInteger.ZERO : in.big();
    }
}
