package dev.segue.segmenter.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.Visit;
import dev.segue.avro.topics.Topic;
import dev.segue.segmenter.ingest.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records that must be set aside, one for each way to be wrong; and their neighbours that are just right. */
final class BadRecords {
    static final Instant AT = Segue.START.plusSeconds(1);

    /** The most a decimal of the contract holds. */
    static final String MOST = "99999999999999.9999";

    private static final int HEAD = 5;

    private BadRecords() {}

    /** A record that must be set aside: where it came in, its key and value, and the reason. */
    record Bad(
            String what, Reason reason, Topic topic, byte @Nullable [] key, Function<Segue, byte @Nullable []> value) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> bad() {
        return Stream.of(
                bytes("two bytes", Reason.TOO_SHORT, segue -> new byte[] {0, 1}),
                bytes("no bytes", Reason.TOO_SHORT, segue -> new byte[0]),
                bytes("JSON", Reason.WRONG_MAGIC_BYTE, segue -> "{\"userId\":\"c1\"}".getBytes(UTF_8)),
                bytes(
                        "an id the registry does not have",
                        Reason.UNKNOWN_SCHEMA_ID,
                        segue -> ByteBuffer.allocate(20)
                                .put((byte) 0)
                                .putInt(4711)
                                .array()),
                bytes(
                        "a record of another topic",
                        Reason.INCOMPATIBLE_SCHEMA,
                        segue -> segue.bytes(Topic.VISITS, Segue.visit("c1", "bad", AT))),
                bytes("half a record", Reason.CORRUPT, segue -> {
                    byte[] whole = segue.bytes(Topic.PURCHASES, Segue.purchase("c1", "bad", AT, "1"));
                    return Arrays.copyOf(whole, whole.length - 3);
                }),
                bytes("a record and more", Reason.CORRUPT, segue -> {
                    byte[] whole = segue.bytes(Topic.PURCHASES, Segue.purchase("c1", "bad", AT, "1"));
                    return Arrays.copyOf(whole, whole.length + 1);
                }),
                bytes("a text of two gigabytes, it claims", Reason.CORRUPT, segue -> {
                    byte[] whole = segue.bytes(Topic.PURCHASES, Segue.purchase("c1", "bad", AT, "1"));
                    return ByteBuffer.allocate(20)
                            .put(whole, 0, HEAD)
                            .put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f})
                            .array();
                }),
                bytes("no value", Reason.NO_VALUE, segue -> null),
                keyed("no key", Reason.MISSING_CUSTOMER_ID, null, "c1"),
                keyed("a blank key", Reason.MISSING_CUSTOMER_ID, " ".getBytes(UTF_8), "c1"),
                keyed("a blank customer id", Reason.MISSING_CUSTOMER_ID, "c1".getBytes(UTF_8), " "),
                keyed("no customer id", Reason.MISSING_CUSTOMER_ID, "c1".getBytes(UTF_8), ""),
                keyed("a key that is not UTF-8", Reason.CUSTOMER_ID_MISMATCH, new byte[] {'c', (byte) 0xff}, "c\uFFFD"),
                keyed("the key of another customer", Reason.CUSTOMER_ID_MISMATCH, "c2".getBytes(UTF_8), "c1"),
                keyed(
                        "a key that is no text",
                        Reason.CUSTOMER_ID_MISMATCH,
                        new byte[] {'c', (byte) 0xc3, (byte) 0x28},
                        "c1"),
                keyed(
                        "a customer id too long",
                        Reason.TEXT_TOO_LONG,
                        "c".repeat(201).getBytes(UTF_8),
                        "c".repeat(201)),
                purchase("no event id", Reason.MISSING_EVENT_ID, p -> p.setMessageId("")),
                purchase("an event id too long", Reason.TEXT_TOO_LONG, p -> p.setMessageId("e".repeat(101))),
                purchase(
                        "a negative quantity",
                        Reason.QUANTITY_NOT_POSITIVE,
                        p -> p.setProducts(List.of(Segue.line("1", 1), Segue.line("1", -1)))),
                purchase(
                        "a quantity of zero",
                        Reason.QUANTITY_NOT_POSITIVE,
                        p -> p.setProducts(List.of(Segue.line("1", 0)))),
                purchase(
                        "a negative price",
                        Reason.NEGATIVE_AMOUNT,
                        p -> p.setProducts(List.of(Segue.line("-0.01", 1)))),
                purchase("a negative discount", Reason.NEGATIVE_AMOUNT, p -> p.setDiscount(money("-0.01"))),
                purchase(
                        "a discount above the order",
                        Reason.DISCOUNT_ABOVE_VALUE,
                        p -> p.setDiscount(money("10.0001"))),
                purchase(
                        "a discount above the line",
                        Reason.DISCOUNT_ABOVE_VALUE,
                        p -> p.setProducts(List.of(line("10", 2, "20.0001"), Segue.line("99", 1)))),
                purchase("another currency", Reason.WRONG_CURRENCY, p -> p.setCurrency("EUR")),
                purchase(
                        "a date in 2099",
                        Reason.TIMESTAMP_IN_FUTURE,
                        p -> p.setTimestamp(Instant.parse("2099-01-01T00:00:00Z"))),
                purchase(
                        "seconds for milliseconds",
                        Reason.TIMESTAMP_TOO_OLD,
                        p -> p.setTimestamp(Instant.ofEpochMilli(AT.getEpochSecond()))),
                purchase(
                        "a beginning before 1990",
                        Reason.TIMESTAMP_TOO_OLD,
                        p -> p.setStartedAt(Instant.ofEpochMilli(AT.getEpochSecond()))),
                purchase("no products", Reason.NO_PRODUCTS, p -> p.setProducts(List.of())),
                purchase("a type to come", Reason.UNKNOWN_TYPE, p -> p.setType(PurchaseType.UNKNOWN)),
                purchase("a channel too long", Reason.TEXT_TOO_LONG, p -> p.setChannel("w".repeat(65))),
                bytes("a price beyond counting", Reason.AMOUNT_TOO_LARGE, BadRecords::pricedAboveThePrecision),
                purchase(
                        "a line beyond counting",
                        Reason.AMOUNT_TOO_LARGE,
                        p -> p.setProducts(List.of(Segue.line(MOST, 10)))),
                purchase(
                        "an order beyond counting",
                        Reason.AMOUNT_TOO_LARGE,
                        p -> p.setProducts(List.of(Segue.line(MOST, 9), Segue.line(MOST, 9)))),
                purchase(
                        "a category too long",
                        Reason.TEXT_TOO_LONG,
                        p -> p.getProducts().getFirst().setCategory("w".repeat(65))),
                purchase(
                        "a product's id too long",
                        Reason.TEXT_TOO_LONG,
                        p -> p.getProducts().getFirst().setProductId("w".repeat(201))),
                record(
                        "a campaign's channel too long",
                        Reason.TEXT_TOO_LONG,
                        Topic.CAMPAIGNS,
                        campaignBy("w".repeat(65))),
                record("more traits than a customer may have", Reason.OUT_OF_RANGE, Topic.PROFILES, profileOf(65)),
                record("a visit of no pages", Reason.OUT_OF_RANGE, Topic.VISITS, visitOfPages(0)),
                record(
                        "a campaign event of a type to come",
                        Reason.UNKNOWN_TYPE,
                        Topic.CAMPAIGNS,
                        Segue.campaign("c1", "bad", AT, CampaignEventType.UNKNOWN)),
                record(
                        "feedback of a type to come",
                        Reason.UNKNOWN_TYPE,
                        Topic.FEEDBACK,
                        Segue.feedback("c1", "bad", AT, FeedbackType.UNKNOWN, 3)),
                feedback("NPS of eleven", FeedbackType.NPS, 11),
                feedback("NPS below zero", FeedbackType.NPS, -1),
                feedback("NPS without score", FeedbackType.NPS, null),
                feedback("CSAT of zero", FeedbackType.CSAT, 0),
                feedback("CSAT of six", FeedbackType.CSAT, 6),
                trait("a trait that is not a number", Reason.OUT_OF_RANGE, "income", Double.NaN),
                trait("an infinite trait", Reason.OUT_OF_RANGE, "income", Double.NEGATIVE_INFINITY),
                trait("a trait too long", Reason.TEXT_TOO_LONG, "education", "x".repeat(201)),
                trait("a trait with a name too long", Reason.TEXT_TOO_LONG, "n".repeat(65), 1L));
    }

    /** With the reason that the next value beyond would have. */
    static Stream<Bad> justGood() {
        return Stream.of(
                purchase("an event id of 100 characters", Reason.TEXT_TOO_LONG, p -> p.setMessageId("e".repeat(100))),
                purchase("everything discounted", Reason.DISCOUNT_ABOVE_VALUE, p -> p.setDiscount(money("10"))),
                purchase("a price of zero", Reason.NEGATIVE_AMOUNT, p -> p.setProducts(List.of(Segue.line("0", 1)))),
                purchase(
                        "a date as far ahead as clocks differ",
                        Reason.TIMESTAMP_IN_FUTURE,
                        p -> p.setTimestamp(Segue.WALL.plus(Duration.ofMinutes(5)))),
                purchase(
                        "the first of January 1990",
                        Reason.TIMESTAMP_TOO_OLD,
                        p -> p.setTimestamp(Instant.parse("1990-01-01T00:00:00Z"))),
                purchase(
                        "all that can be counted",
                        Reason.AMOUNT_TOO_LARGE,
                        p -> p.setProducts(List.of(Segue.line(MOST, 1)))),
                feedback("NPS of zero", FeedbackType.NPS, 0),
                feedback("NPS of ten", FeedbackType.NPS, 10),
                feedback("CSAT of one", FeedbackType.CSAT, 1),
                feedback("CSAT of five", FeedbackType.CSAT, 5),
                feedback("a complaint", FeedbackType.COMPLAINT, null),
                record("as many traits as a customer may have", Reason.OUT_OF_RANGE, Topic.PROFILES, profileOf(64)),
                trait("a text of 200 characters", Reason.TEXT_TOO_LONG, "education", "x".repeat(200)));
    }

    /** A price of more digits than the contract's precision, as a writer may send who does not check it. */
    private static byte[] pricedAboveThePrecision(Segue segue) {
        return priced(segue, BigInteger.TWO.pow(70));
    }

    /** A purchase of a price in ten-thousandths, whatever the contract says of it. */
    static byte[] priced(Segue segue, BigInteger price) {
        Schema unchecked = new Schema.Parser()
                .parse(Purchase.getClassSchema().toString().replace("\"precision\":18", "\"precision\":40"));
        Schema line = unchecked.getField("products").schema().getElementType();
        GenericRecord product = new GenericRecordBuilder(line)
                .set("product_id", "p1")
                .set("price", ByteBuffer.wrap(price.toByteArray()))
                .set("quantity", 1)
                .build();
        GenericRecord purchase = new GenericRecordBuilder(unchecked)
                .set("messageId", "bad")
                .set("userId", "c1")
                .set("timestamp", AT.toEpochMilli())
                .set("order_id", "o1")
                .set("currency", "GBP")
                .set("products", List.of(product))
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(unchecked).write(purchase, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.allocate(HEAD + bytes.size())
                .put((byte) 0)
                .putInt(segue.register(Topic.PURCHASES, unchecked))
                .put(bytes.toByteArray())
                .array();
    }

    private static Bad bytes(String what, Reason reason, Function<Segue, byte @Nullable []> value) {
        return new Bad(what, reason, Topic.PURCHASES, "c1".getBytes(UTF_8), value);
    }

    private static Bad keyed(String what, Reason reason, byte @Nullable [] key, String userId) {
        return new Bad(
                what,
                reason,
                Topic.PURCHASES,
                key,
                segue -> segue.bytes(Topic.PURCHASES, Segue.purchase(userId, "bad", AT, "1")));
    }

    private static Bad record(String what, Reason reason, Topic topic, SpecificRecord record) {
        return new Bad(what, reason, topic, "c1".getBytes(UTF_8), segue -> segue.bytes(topic, record));
    }

    private static Bad purchase(String what, Reason reason, Consumer<Purchase> change) {
        Purchase purchase = Segue.purchase("c1", "bad", AT, "10");
        change.accept(purchase);
        return record(what, reason, Topic.PURCHASES, purchase);
    }

    private static Bad feedback(String what, FeedbackType type, @Nullable Integer score) {
        return record(what, Reason.OUT_OF_RANGE, Topic.FEEDBACK, Segue.feedback("c1", "bad", AT, type, score));
    }

    private static Bad trait(String what, Reason reason, String name, Object value) {
        return record(what, reason, Topic.PROFILES, Segue.profile("c1", "bad", AT, Map.of(name, value)));
    }

    private static CampaignEvent campaignBy(String channel) {
        return CampaignEvent.newBuilder(Segue.campaign("c1", "bad", AT, CampaignEventType.SENT))
                .setChannel(channel)
                .build();
    }

    private static CustomerProfile profileOf(int traits) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < traits; i++) {
            all.put("trait" + i, (long) i);
        }
        return Segue.profile("c1", "bad", AT, all);
    }

    private static Visit visitOfPages(int pages) {
        return Visit.newBuilder(Segue.visit("c1", "bad", AT)).setPages(pages).build();
    }

    private static OrderLine line(String price, int quantity, String discount) {
        return OrderLine.newBuilder(Segue.line(price, quantity))
                .setDiscount(money(discount))
                .build();
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount).setScale(4);
    }
}
