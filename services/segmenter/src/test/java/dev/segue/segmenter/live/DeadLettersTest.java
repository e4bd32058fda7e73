package dev.segue.segmenter.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.topics.Topic;
import dev.segue.segmenter.live.BadRecords.Bad;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be used is set aside whole, with the reason, and nothing else happens. */
class DeadLettersTest {
    private static Segue shared;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void open(@TempDir Path sharedDir) {
        shared = new Segue(sharedDir, ClockMode.EVENT);
    }

    @AfterAll
    static void close() {
        shared.close();
    }

    @ParameterizedTest
    @MethodSource("dev.segue.segmenter.live.BadRecords#bad")
    void shouldSetAsideWholeAndGoOn(Bad bad) {
        // Given
        shared.buy("c1", "before " + bad, Segue.START, "20");
        Instant clock = shared.eventClock();
        long orders = shared.known("c1").state().lifetime().orders();
        long gross = shared.known("c1").state().lifetime().gross();
        double counted = shared.count("segue.dead.letters");
        double countedOfReason =
                shared.count("segue.dead.letters", "reason", bad.reason().code());
        byte[] value = bad.value().apply(shared);

        // When
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1".getBytes(UTF_8));
        shared.sendRaw(bad.topic(), bad.key(), value, headers);

        // Then
        List<TestRecord<byte[], byte[]>> letters = shared.deadLetters.readRecordsToList();
        assertThat(letters).hasSize(1);
        TestRecord<byte[], byte[]> letter = letters.getFirst();
        assertThat(letter.key()).isEqualTo(bad.key());
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, "traceparent")).isEqualTo("00-1");
        assertThat(header(letter, "segue_reason")).isEqualTo(bad.reason().code());
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo(Segue.TOPICS.name(bad.topic()));
        assertThat(header(letter, "__streams.errors.partition")).isEqualTo("0");
        assertThat(header(letter, "__streams.errors.offset")).matches("[0-9]+");
        assertThat(header(letter, "__streams.errors.exception")).endsWith("RejectedException");
        assertThat(header(letter, "__streams.errors.message")).isNotBlank();
        assertThat(header(letter, "__streams.errors.stacktrace")).contains("RejectedException");
        assertThat(shared.count("segue.dead.letters")).isEqualTo(counted + 1);
        assertThat(shared.count("segue.dead.letters", "reason", bad.reason().code()))
                .isEqualTo(countedOfReason + 1);

        // And the flow goes on: the customer is as before, the clock too, and the next event counts.
        assertThat(shared.eventClock()).isEqualTo(clock);
        shared.buy("c1", "after " + bad, clock.plusMillis(1), "3");
        assertThat(shared.known("c1").state().lifetime().orders()).isEqualTo(orders + 1);
        assertThat(shared.known("c1").state().lifetime().gross()).isEqualTo(gross + 30_000);
        assertThat(shared.eventClock()).isEqualTo(clock.plusMillis(1));
        assertThat(shared.customer("c2")).isNull();
        assertThat(shared.deadLetters.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.segue.segmenter.live.BadRecords#justGood")
    void shouldTakeInWhatStandsExactlyOnTheLimit(Bad good) {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.sendRaw(good.topic(), good.key(), good.value().apply(segue), new RecordHeaders());

            assertThat(segue.deadLetters.isEmpty()).isTrue();
            assertThat(segue.count("segue.events")).isEqualTo(1);
        }
    }

    @Test
    void shouldSetAsideWhatALifetimeCannotHoldAndKeepWhatItHolds() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.buy("c1", "e1", Segue.START, BadRecords.MOST);
            byte[] value = segue.bytes(Topic.PURCHASES, Segue.purchase("c1", "e2", BadRecords.AT, "0.0001"));

            // When
            segue.sendRaw(Topic.PURCHASES, "c1".getBytes(UTF_8), value, new RecordHeaders());

            // Then
            TestRecord<byte[], byte[]> letter = segue.deadLetters.readRecord();
            assertThat(header(letter, "segue_reason")).isEqualTo("amount-too-large");
            assertThat(letter.key()).isEqualTo("c1".getBytes(UTF_8));
            assertThat(letter.value()).isEqualTo(value);
            assertThat(header(letter, "__streams.errors.offset")).isEqualTo("1");
            assertThat(segue.known("c1").state().lifetime().gross()).isEqualTo(999_999_999_999_999_999L);
            assertThat(segue.known("c1").state().lifetime().orders()).isEqualTo(1);
            assertThat(segue.count("segue.dead.letters", "reason", "amount-too-large"))
                    .isEqualTo(1);

            // And it is not taken for a duplicate should it be sent again.
            segue.sendRaw(Topic.PURCHASES, "c1".getBytes(UTF_8), value, new RecordHeaders());
            assertThat(segue.deadLetters.getQueueSize()).isEqualTo(1);
        }
    }

    @Test
    void shouldHaveTheLatestReasonAloneAfterADeadLetterWasSentAgain() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.sendRaw(Topic.PURCHASES, "c1".getBytes(UTF_8), new byte[] {0}, new RecordHeaders());
            TestRecord<byte[], byte[]> first = segue.deadLetters.readRecord();

            // When
            segue.sendRaw(Topic.VISITS, first.key(), "{  }".repeat(3).getBytes(UTF_8), first.headers());

            // Then
            TestRecord<byte[], byte[]> second = segue.deadLetters.readRecord();
            assertThat(second.headers().headers("segue_reason")).hasSize(1);
            assertThat(header(second, "segue_reason")).isEqualTo("wrong-magic-byte");
            assertThat(second.headers().headers("__streams.errors.topic")).hasSize(1);
        }
    }

    @Test
    void shouldNotBecomeMuchLargerThanTheRecordHoweverLongWhatIsWrong() {
        // Given a customer id of most of what a record may have, which the message quotes
        byte[] value = shared.bytes(Topic.PURCHASES, Segue.purchase("x".repeat(500_000), "e1", BadRecords.AT, "1"));

        // When
        shared.sendRaw(Topic.PURCHASES, "c1".getBytes(UTF_8), value, new RecordHeaders());

        // Then
        int headers = 0;
        for (Header header : shared.deadLetters.readRecord().headers()) {
            headers += header.key().length() + header.value().length;
        }
        assertThat(headers).isLessThan(30_000);
    }

    @Test
    void shouldSayWhereARecordLiesThatIsLargerThanADeadLetterCanBe() {
        // Given what a broker takes well compressed
        byte[] value = new byte[10_000_000];
        value[0] = '{';
        RecordHeaders headers = new RecordHeaders();
        headers.add("large", new byte[1_000_000]);

        // When
        shared.sendRaw(Topic.PURCHASES, "c1".getBytes(UTF_8), value, headers);

        // Then
        TestRecord<byte[], byte[]> letter = shared.deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo("c1".getBytes(UTF_8));
        assertThat(letter.value()).isNull();
        assertThat(letter.headers().lastHeader("large")).isNull();
        assertThat(header(letter, "segue_reason")).isEqualTo("wrong-magic-byte");
        assertThat(header(letter, "segue_left_out"))
                .matches(
                        "a dead letter of 110[0-9]{5} bytes would be too large: .* at test.purchases.v1-0 offset [0-9]+");
    }

    @Test
    void shouldLeaveOutAKeyThatIsTooLargeByItself() {
        shared.sendRaw(Topic.PURCHASES, new byte[3_000_000], new byte[] {1}, new RecordHeaders());

        assertThat(shared.deadLetters.readRecord().key()).isNull();
    }

    /** To write it out would hold the stream up for seconds. */
    @Test
    void shouldNotWriteOutANumberOfHundredsOfThousandsOfDigits() {
        byte[] value = BadRecords.priced(shared, BigInteger.TWO.pow(2_000_000).negate());

        shared.sendRaw(Topic.PURCHASES, "c1".getBytes(UTF_8), value, new RecordHeaders());

        TestRecord<byte[], byte[]> letter = shared.deadLetters.readRecord();
        assertThat(header(letter, "segue_reason")).isEqualTo("amount-too-large");
        assertThat(header(letter, "__streams.errors.message"))
                .isEqualTo("price is a number of 2000000 bits, beyond 922 trillion");
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
