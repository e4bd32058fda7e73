package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StateCodingTest {
    @Property
    void whatIsWrittenIsRead(
            @ForAll List<String> texts,
            @ForAll long signed,
            @ForAll long fixed,
            @ForAll double real,
            @ForAll float small) {
        // Given
        StateWriter out = new StateWriter();
        out.count(texts.size());
        texts.forEach(out::text);
        out.signed(signed);
        out.whole(signed);
        out.fixed(fixed);
        out.real(real);
        out.real(small);
        out.octet(255);

        // When
        StateReader in = new StateReader(out.bytes());

        // Then
        assertThat(in.count()).isEqualTo(texts.size());
        assertThat(texts).allSatisfy(text -> assertThat(in.text()).isEqualTo(wellFormed(text)));
        assertThat(in.signed()).isEqualTo(signed);
        assertThat(in.whole()).isEqualTo(signed);
        assertThat(in.fixed()).isEqualTo(fixed);
        assertThat(in.real()).isEqualTo(real);
        assertThat(in.shortReal()).isEqualTo(small);
        assertThat(in.octet()).isEqualTo(255);
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void smallNumbersTakeOneByteOfEitherSign() {
        StateWriter out = new StateWriter();
        out.signed(-64);
        out.signed(63);
        out.whole(127);

        assertThat(out.bytes()).hasSize(3);
    }

    @Test
    void aClearedWriterStartsAnew() {
        StateWriter out = new StateWriter();
        out.text("before");
        out.clear();
        out.octet(1);

        assertThat(out.bytes()).containsExactly(1);
    }

    /** Half a surrogate pair is no character, and UTF-8 has no bytes for it. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
