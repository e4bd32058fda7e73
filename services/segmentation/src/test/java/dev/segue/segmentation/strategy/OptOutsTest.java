package dev.segue.segmentation.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptOutsTest {
    /** What a customer said of a channel, or of all. */
    private record Word(@Nullable String channel, boolean out, long at) {}

    @Test
    void anOptInTakesAnEarlierOptOutBack() {
        OptOuts optOuts = of(List.of(new Word("email", true, 10), new Word("sms", true, 10)));

        // When
        optOuts.note("email", false, 11);

        // Then
        assertThat(optOuts.closes("email")).isFalse();
        assertThat(optOuts.closes("sms")).isTrue();
    }

    @Test
    void anOptOutThatComesLateTakesNoLaterOptInBack() {
        OptOuts optOuts = of(List.of(new Word("email", false, 11)));

        // When
        optOuts.note("email", true, 10);
        optOuts.note(null, true, 10);

        // Then
        assertThat(optOuts.closes("email")).isFalse();
        assertThat(optOuts.closes("sms")).isTrue();
    }

    @Test
    void ofBothAtTheSameMomentTheOptOutStands() {
        assertThat(of(List.of(new Word("email", true, 10), new Word("email", false, 10)))
                        .closes("email"))
                .isTrue();
        assertThat(of(List.of(new Word("email", true, 10), new Word(null, false, 10)))
                        .closes("email"))
                .isTrue();
        assertThat(of(List.of(new Word("email", false, 10), new Word(null, true, 10)))
                        .closes("email"))
                .isTrue();
    }

    @Test
    void anOptInThatNamesNoChannelOpensAllThatWereClosedBefore() {
        OptOuts optOuts = of(List.of(new Word("email", true, 10), new Word(null, true, 11), new Word("sms", true, 13)));

        // When
        optOuts.note(null, false, 12);

        // Then
        assertThat(optOuts.closes("email")).isFalse();
        assertThat(optOuts.closes("post")).isFalse();
        assertThat(optOuts.closes("sms")).isTrue();
    }

    @Test
    void whoOptsOutOfMoreChannelsThanAreToldApartOptsOutOfAll() {
        // Given
        OptOuts optOuts = new OptOuts();
        for (int i = 0; i < OptOuts.MOST_CHANNELS; i++) {
            optOuts.note("channel-" + i, true, i);
        }
        assertThat(optOuts.closes("channel-0")).isTrue();
        assertThat(optOuts.closes("email")).isFalse();

        // When
        optOuts.note("one-more", true, 40);

        // Then
        assertThat(optOuts.closes("email")).isTrue();
    }

    @Test
    void anOptInIsForgottenAsAnOptOutJustBeforeSoThatTheOrderDoesNotMatter() {
        // Given
        List<Word> words = new ArrayList<>(List.of(new Word("early", false, 10)));
        for (int i = 0; i < OptOuts.MOST_CHANNELS; i++) {
            words.add(new Word("channel-" + i, false, 20));
        }
        words.add(new Word(null, false, 10));

        // When, Then
        assertThat(encoded(of(words.reversed()))).isEqualTo(encoded(of(words)));
        assertThat(of(words).closes("email")).isFalse();
    }

    @Property(tries = 300)
    void whatTheCustomerSaidLastStands(@ForAll Random random, @ForAll @IntRange(max = 60) int count) {
        // Given
        List<Word> words = anyWords(random, count, OptOuts.MOST_CHANNELS);

        // When
        OptOuts optOuts = of(words);

        // Then
        for (int i = 0; i < OptOuts.MOST_CHANNELS + 1; i++) {
            String channel = "channel-" + i;
            assertThat(optOuts.closes(channel)).isEqualTo(saidLast(words, channel));
        }
    }

    @Property(tries = 300)
    void whatDoesNotFitIsForgottenOnTheSideOfSilence(@ForAll Random random, @ForAll @IntRange(max = 300) int count) {
        // Given
        List<Word> words = anyWords(random, count, 60);

        // When
        OptOuts optOuts = of(words);

        // Then
        for (int i = 0; i < 61; i++) {
            String channel = "channel-" + i;
            assertThat(optOuts.closes(channel) || !saidLast(words, channel)).isTrue();
        }
        assertThat(encoded(optOuts).length).isLessThan(600);
    }

    @Property(tries = 300)
    void neitherOrderNorMergesMatter(@ForAll Random random, @ForAll @IntRange(max = 300) int count) {
        // Given
        List<Word> words = anyWords(random, count, 60);
        List<Word> shuffled = new ArrayList<>(words);
        Collections.shuffle(shuffled, random);
        int half = count / 2;

        // When
        OptOuts merged = of(shuffled.subList(half, count));
        merged.merge(of(shuffled.subList(0, half)));

        // Then
        assertThat(encoded(of(shuffled))).isEqualTo(encoded(of(words)));
        assertThat(encoded(merged)).isEqualTo(encoded(of(words)));
    }

    @Property(tries = 100)
    void whatIsWrittenIsRead(@ForAll Random random, @ForAll @IntRange(max = 100) int count) {
        // Given
        OptOuts optOuts = of(anyWords(random, count, 60));

        // When
        StateReader in = new StateReader(encoded(optOuts));
        OptOuts read = OptOuts.read(in);

        // Then
        assertThat(in.atEnd()).isTrue();
        assertThat(encoded(read)).isEqualTo(encoded(optOuts));
    }

    /** By definition: whether the latest word about the channel is an opt-out. */
    private static boolean saidLast(List<Word> words, String channel) {
        return words.stream()
                .filter(word -> word.channel() == null || word.channel().equals(channel))
                .max(Comparator.comparingLong(Word::at).thenComparing(Word::out))
                .map(Word::out)
                .orElse(false);
    }

    private static List<Word> anyWords(Random random, int count, int channels) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String channel = random.nextInt(40) == 0 ? null : "channel-" + random.nextInt(channels);
            words.add(new Word(channel, random.nextBoolean(), random.nextInt(50)));
        }
        return words;
    }

    private static OptOuts of(List<Word> words) {
        OptOuts optOuts = new OptOuts();
        words.forEach(word -> optOuts.note(word.channel(), word.out(), word.at()));
        return optOuts;
    }

    private static byte[] encoded(OptOuts optOuts) {
        StateWriter out = new StateWriter();
        optOuts.write(out);
        return out.bytes();
    }
}
