package dev.segue.avro.registry;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary encoding of one record out of an array, and refuses every length and every number of items that the
 * bytes cannot hold, before anything of that size is made. Avro's own decoder makes it first: ten corrupt bytes can claim a
 * text of two gigabytes. The limits Avro has are system properties, which count for the whole process and only when they
 * are set before its decoder is first loaded.
 *
 * <p>Every item of an array or map is taken to need at least a byte. That holds for all but items of nothing ({@code null}
 * or a record without fields), which the contract has none of. One thread.
 */
final class BoundedDecoder extends Decoder {
    private static final int LAST_SHIFT = 63;

    private final byte[] bytes;
    private int position;
    private long itemsLeft;

    /**
     * @param bytes what is read, to its end
     * @param offset where the record begins
     */
    BoundedDecoder(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.position = offset;
        this.itemsLeft = bytes.length - offset;
    }

    /** Whether everything was read. */
    boolean atEnd() {
        return position == bytes.length;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        return bytes[advance(1)] == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if ((int) value != value) {
            throw new InvalidNumberEncodingException("%d is no int".formatted(value));
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        long value = 0;
        for (int shift = 0; shift <= LAST_SHIFT; shift += 7) {
            byte next = bytes[advance(1)];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new InvalidNumberEncodingException("a number is longer than ten bytes");
    }

    @Override
    public float readFloat() throws IOException {
        return ByteBuffer.wrap(bytes, advance(Float.BYTES), Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return ByteBuffer.wrap(bytes, advance(Double.BYTES), Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        int length = length();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        advance(length());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        byte[] read = new byte[length()];
        readFixed(read, 0, read.length);
        return ByteBuffer.wrap(read);
    }

    @Override
    public void skipBytes() throws IOException {
        advance(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, advance(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        advance(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return items();
    }

    @Override
    public long arrayNext() throws IOException {
        return items();
    }

    @Override
    public long skipArray() throws IOException {
        return itemsToSkip();
    }

    @Override
    public long readMapStart() throws IOException {
        return items();
    }

    @Override
    public long mapNext() throws IOException {
        return items();
    }

    @Override
    public long skipMap() throws IOException {
        return itemsToSkip();
    }

    /** The number of items of a block; a negative one is followed by the block's length, for those who skip it. */
    private long items() throws IOException {
        long count = readLong();
        if (count < 0) {
            length();
            count = -count;
        }
        return counted(count);
    }

    private long itemsToSkip() throws IOException {
        long count = readLong();
        while (count < 0) {
            advance(length());
            count = readLong();
        }
        return counted(count);
    }

    /** All items of a record together need as many bytes as there are, also those of arrays within arrays. */
    private long counted(long count) throws IOException {
        if (count < 0 || count > itemsLeft) {
            throw new EOFException("%d items are claimed, more than the bytes can hold".formatted(count));
        }
        itemsLeft -= count;
        return count;
    }

    private int length() throws IOException {
        long length = readLong();
        if (length < 0 || length > bytes.length - position) {
            throw new EOFException(
                    "a length of %d bytes is claimed, but %d are left".formatted(length, bytes.length - position));
        }
        return (int) length;
    }

    /** Goes on by so many bytes, and gives where they begin. */
    private int advance(int count) throws IOException {
        int from = position;
        if (count > bytes.length - from) {
            throw new EOFException("%d bytes are expected, but %d are left".formatted(count, bytes.length - from));
        }
        position = from + count;
        return from;
    }
}
