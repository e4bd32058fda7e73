package dev.segue.segmentation.features;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a customer's state compactly: variable-length whole numbers, zig-zag where they may be negative. One thread. */
public final class StateWriter {
    private ByteBuffer buffer = ByteBuffer.allocate(512);

    /** A number of 0 to 255. */
    public void octet(int value) {
        room(1).put((byte) value);
    }

    /** A number of things, zero or more. */
    public void count(int value) {
        whole(value);
    }

    /** A whole number of zero or more, seven bits a byte. */
    public void whole(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    /** A whole number of either sign. */
    public void signed(long value) {
        whole(value << 1 ^ value >> 63);
    }

    /** Bytes as they are, their number first. */
    public void octets(byte[] value) {
        count(value.length);
        room(value.length).put(value);
    }

    /** Four bytes. */
    public void fixedShort(int value) {
        room(4).putInt(value);
    }

    /** Eight bytes. */
    public void fixed(long value) {
        room(8).putLong(value);
    }

    /** Eight bytes. */
    public void real(double value) {
        room(8).putDouble(value);
    }

    /** Four bytes. */
    public void real(float value) {
        room(4).putFloat(value);
    }

    /** A text in UTF-8, its length first. */
    public void text(String value) {
        octets(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole number of either sign and any size. */
    public void big(BigInteger value) {
        octets(value.toByteArray());
    }

    /** Bytes as they are, such as {@link #bytes()} gave. */
    public void raw(byte[] bytes) {
        room(bytes.length).put(bytes);
    }

    /** What was written since the last {@link #clear()}. */
    public byte[] bytes() {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    /** Starts anew, keeping the memory. */
    public void clear() {
        buffer.clear();
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(2 * buffer.capacity() + bytes);
            larger.put(buffer.flip());
            buffer = larger;
        }
        return buffer;
    }
}
