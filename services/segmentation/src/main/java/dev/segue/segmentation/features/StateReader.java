package dev.segue.segmentation.features;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link StateWriter} wrote. One thread. */
public final class StateReader {
    private final ByteBuffer buffer;

    /** A reader of such bytes. */
    public StateReader(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /**
     * A reader of the first bytes of an array.
     *
     * @param length how many there are; what follows them in the array is not read
     */
    public StateReader(byte[] bytes, int length) {
        buffer = ByteBuffer.wrap(bytes, 0, length);
    }

    /** A number of 0 to 255. */
    public int octet() {
        return buffer.get() & 0xff;
    }

    /** A number of things. */
    public int count() {
        return Math.toIntExact(whole());
    }

    /** A whole number of zero or more. */
    public long whole() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = buffer.get();
            value |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    /** A whole number of either sign. */
    public long signed() {
        long value = whole();
        return value >>> 1 ^ -(value & 1);
    }

    /** Bytes as they were written, a copy. */
    public byte[] octets() {
        byte[] value = new byte[count()];
        buffer.get(value);
        return value;
    }

    /** Four bytes. */
    public int fixedShort() {
        return buffer.getInt();
    }

    /** Eight bytes. */
    public long fixed() {
        return buffer.getLong();
    }

    /** Eight bytes. */
    public double real() {
        return buffer.getDouble();
    }

    /** Four bytes. */
    public float shortReal() {
        return buffer.getFloat();
    }

    /** A text. */
    public String text() {
        int length = count();
        String text = new String(buffer.array(), buffer.position(), length, StandardCharsets.UTF_8);
        buffer.position(buffer.position() + length);
        return text;
    }

    /** A whole number of either sign and any size. */
    public BigInteger big() {
        return new BigInteger(octets());
    }

    /** Whether everything was read. */
    public boolean atEnd() {
        return !buffer.hasRemaining();
    }
}
