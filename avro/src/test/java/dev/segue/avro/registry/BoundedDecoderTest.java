package dev.segue.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the decoder reads, and exactly where it stops believing. */
class BoundedDecoderTest {
    @FunctionalInterface
    private interface Writing {
        void to(BinaryEncoder out) throws IOException;
    }

    @Property
    void whatAvroWritesIsReadBack(
            @ForAll long whole,
            @ForAll int small,
            @ForAll double real,
            @ForAll float shortReal,
            @ForAll boolean flag,
            @ForAll String text,
            @ForAll byte[] bytes)
            throws IOException {
        BoundedDecoder in = decoder(out -> {
            out.writeLong(whole);
            out.writeInt(small);
            out.writeDouble(real);
            out.writeFloat(shortReal);
            out.writeBoolean(flag);
            out.writeString(text.replaceAll("[\\ud800-\\udfff]", "x"));
            out.writeBytes(bytes);
            out.writeFixed(bytes);
        });

        assertThat(in.readLong()).isEqualTo(whole);
        assertThat(in.readInt()).isEqualTo(small);
        assertThat(in.readDouble()).isEqualTo(real);
        assertThat(in.readFloat()).isEqualTo(shortReal);
        assertThat(in.readBoolean()).isEqualTo(flag);
        assertThat(in.readString()).isEqualTo(text.replaceAll("[\\ud800-\\udfff]", "x"));
        assertThat(in.readBytes(null)).isEqualTo(ByteBuffer.wrap(bytes));
        byte[] fixed = new byte[bytes.length];
        in.readFixed(fixed, 0, fixed.length);
        assertThat(fixed).isEqualTo(bytes);
        assertThat(in.atEnd()).isTrue();
    }

    @Example
    void whatIsSkippedIsPassedOver() throws IOException {
        BoundedDecoder in = decoder(out -> {
            out.writeString("skipped");
            out.writeBytes(new byte[3]);
            out.writeFixed(new byte[4]);
            out.writeLong(7);
        });

        in.skipString();
        in.skipBytes();
        in.skipFixed(4);

        assertThat(in.atEnd()).isFalse();
        assertThat(in.readLong()).isEqualTo(7);
    }

    @Example
    void aTextMayTakeAllThatIsLeftAndNoMore() throws IOException {
        assertThat(decoder(out -> {
                            out.writeLong(3);
                            out.writeFixed(new byte[] {'a', 'b', 'c'});
                        })
                        .readString())
                .isEqualTo("abc");
        ends(() -> decoder(out -> {
                    out.writeLong(4);
                    out.writeFixed(new byte[3]);
                })
                .readString());
        ends(() -> decoder(out -> out.writeLong(-1)).skipBytes());
        ends(() -> decoder(out -> out.writeFixed(new byte[3])).skipFixed(4));
    }

    /** The number of items is a byte too, and the one before what is read is not. */
    @Example
    void thereMayBeAsManyItemsAsBytesAndNoMore() throws IOException {
        Writing four = out -> {
            out.writeLong(4);
            out.writeFixed(new byte[3]);
        };
        Writing five = out -> {
            out.writeLong(5);
            out.writeFixed(new byte[3]);
        };

        assertThat(decoder(four).readArrayStart()).isEqualTo(4);
        assertThat(decoder(four).readMapStart()).isEqualTo(4);
        assertThat(decoder(four).skipArray()).isEqualTo(4);
        assertThat(decoder(four).skipMap()).isEqualTo(4);
        ends(() -> decoder(five).readArrayStart());
        ends(() -> decoder(five).readMapStart());
        ends(() -> decoder(five).skipArray());
        ends(() -> decoder(five).skipMap());
    }

    @Example
    void itemsOfAllBlocksCountTogether() throws IOException {
        BoundedDecoder in = decoder(out -> {
            out.writeLong(2);
            out.writeLong(2);
            out.writeLong(1);
            out.writeFixed(new byte[1]);
        });

        assertThat(in.readArrayStart()).isEqualTo(2);
        assertThat(in.arrayNext()).isEqualTo(2);
        ends(in::mapNext);
    }

    @Example
    void aBlockMayTellItsLengthByWhichItIsSkipped() throws IOException {
        Writing blocks = out -> {
            out.writeLong(-2);
            out.writeLong(3);
            out.writeFixed(new byte[] {9, 9, 9});
            out.writeLong(0);
            out.writeLong(7);
        };

        BoundedDecoder reading = decoder(blocks);
        assertThat(reading.readArrayStart()).isEqualTo(2);
        BoundedDecoder skipping = decoder(blocks);
        assertThat(skipping.skipMap()).isZero();
        assertThat(skipping.readLong()).isEqualTo(7);
        ends(() -> decoder(out -> {
                    out.writeLong(-1);
                    out.writeLong(1);
                })
                .skipArray());
    }

    @Example
    void numbersBeyondTheirTypeAreRefused() throws IOException {
        for (long beyond : List.of(Integer.MAX_VALUE + 1L, Integer.MIN_VALUE - 1L)) {
            assertThatThrownBy(() -> decoder(out -> out.writeLong(beyond)).readInt())
                    .isInstanceOf(InvalidNumberEncodingException.class)
                    .hasMessageContaining(Long.toString(beyond));
        }
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0x80);
        assertThatThrownBy(() -> new BoundedDecoder(endless, 0).readLong())
                .isInstanceOf(InvalidNumberEncodingException.class);
        assertThat(decoder(out -> out.writeLong(Long.MIN_VALUE)).readLong()).isEqualTo(Long.MIN_VALUE);
    }

    /** A decoder of what is written, which stands after a byte that is not its own. */
    private static BoundedDecoder decoder(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writing.to(encoder);
        encoder.flush();
        return new BoundedDecoder(bytes.toByteArray(), 1);
    }

    private static void ends(ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(EOFException.class);
    }
}
