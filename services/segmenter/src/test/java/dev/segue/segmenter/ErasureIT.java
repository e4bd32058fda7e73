package dev.segue.segmenter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.Cause;
import dev.segue.avro.CustomerErased;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.features.EventIds;
import dev.segue.segmenter.service.SegmenterService;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** After an erasure nothing of the customer is to be found, on a real broker and in the files of the stores. */
@Tag("long")
@ExtendWith(RealStack.class)
class ErasureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The broker's cleaner looks every 15 seconds at what to compact. */
    private static final Duration UNTIL_COMPACTED = Duration.ofMinutes(3);

    private static final String ERASED = "erased-7f3a91";
    private static final String TRAIT = "Timbuktu-55e0";
    private static final int PURCHASES = 40;

    private final Shop shop;
    private Path stateDir;
    private EmbeddedServer server;
    private int strangers;

    ErasureIT(TestStack stack) {
        shop = new Shop(stack).open();
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        stateDir = directory;
        server = ApplicationContext.run(
                EmbeddedServer.class, shop.properties(shop.stack.registryUrl(), stateDir.toString()));
        server.getApplicationContext().getBean(SegmenterService.class).start();
    }

    @AfterEach
    void stop() {
        server.close();
        shop.close();
    }

    @Test
    void shouldLeaveNoTraceInStoresAndCompactedTopicsButTombstonesAndTheReceipt() throws Exception {
        // Given a customer whose id, trait and event ids are to be found before
        shop.publish(Shop.model(1));
        shop.send(Topic.PROFILES, ERASED, new CustomerProfile("profile-1", ERASED, Shop.START, Map.of("city", TRAIT)));
        buy(ERASED);
        buy("stays");
        await().atMost(PATIENCE).until(() -> shop.lag() == 0 && shop.changes().size() >= 2);
        assertThat(found(shop.compacted(), true)).contains("id", "trait", "event e3", "event e39");

        // When
        shop.request(ERASED, new CustomerErased("request-1", ERASED, Instant.ofEpochMilli(1_790_000_000_000L)));
        shop.flush();
        await().atMost(PATIENCE).until(() -> shop.committed(Topic.REQUEST_RECEIPTS) > 0);

        // Then campaign engines are told
        assertThat(shop.changes())
                .filteredOn(change -> change.key().equals(ERASED))
                .extracting(change -> change.value().getCause())
                .endsWith(Cause.ERASURE);
        assertThat(found(shop.raw(Topic.REQUEST_RECEIPTS), true)).isEmpty();

        // And the logs forget once they are compacted, which the last segment of a log is not: others write on.
        shop.compactSoon();
        await().atMost(UNTIL_COMPACTED).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            buy(strangerBeside(ERASED));
            assertThat(found(shop.compacted(), false)).isEmpty();
        });

        // And so do the stores: whatever can still be read from their files is not of the customer.
        server.close();
        Map<String, Long> entries = new TreeMap<>();
        for (Path store : stores()) {
            entries.put(store.getFileName().toString(), searchLive(store));
        }
        assertThat(entries).containsKeys("customers", "seen-purchases", "timers", "handled-requests", "clock");
        assertThat(entries.get("customers")).isPositive();
    }

    /** Which needles are in the records; in those whose value is null, which are tombstones, only when wanted. */
    private static List<String> found(List<Shop.Raw> records, boolean alsoTombstones) {
        return needles().entrySet().stream()
                .filter(needle -> records.stream()
                        .filter(record -> alsoTombstones || record.value() != null)
                        .anyMatch(record -> contains(record.key(), needle.getValue())
                                || (record.value() != null && contains(record.value(), needle.getValue()))))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What must not be found: the id, a trait, and the fingerprints of events, which are all that is kept of their ids. */
    private static Map<String, byte[]> needles() {
        Map<String, byte[]> needles = new TreeMap<>();
        needles.put("id", ERASED.getBytes(UTF_8));
        needles.put("trait", TRAIT.getBytes(UTF_8));
        for (int i = 0; i < PURCHASES; i++) {
            long fingerprint = EventIds.fingerprint(event(ERASED, i));
            needles.put(
                    "event e" + i,
                    ByteBuffer.allocate(Long.BYTES).putLong(fingerprint).array());
        }
        return needles;
    }

    private long searchLive(Path store) throws RocksDBException {
        long entries = 0;
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        try (Options options = new Options();
                DBOptions dbOptions = new DBOptions()) {
            for (byte[] family : RocksDB.listColumnFamilies(options, store.toString())) {
                families.add(new ColumnFamilyDescriptor(family));
            }
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            try (RocksDB database = RocksDB.openReadOnly(dbOptions, store.toString(), families, handles)) {
                for (ColumnFamilyHandle handle : handles) {
                    try (RocksIterator iterator = database.newIterator(handle)) {
                        for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                            entries++;
                            needles().forEach((name, needle) -> {
                                assertThat(contains(iterator.key(), needle))
                                        .as("%s in a key of %s", name, store)
                                        .isFalse();
                                assertThat(contains(iterator.value(), needle))
                                        .as("%s in a value of %s", name, store)
                                        .isFalse();
                            });
                        }
                        iterator.status();
                    }
                }
            }
        }
        return entries;
    }

    /** Directories of RocksDB. */
    private List<Path> stores() throws IOException {
        try (Stream<Path> files = Files.walk(stateDir)) {
            return files.filter(file -> file.getFileName().toString().equals("CURRENT"))
                    .map(Path::getParent)
                    .toList();
        }
    }

    private static boolean contains(byte[] bytes, byte[] needle) {
        for (int i = 0; i <= bytes.length - needle.length; i++) {
            int j = 0;
            while (j < needle.length && bytes[i + j] == needle[j]) {
                j++;
            }
            if (j == needle.length) {
                return true;
            }
        }
        return false;
    }

    private void buy(String customer) {
        IntStream.range(0, PURCHASES)
                .forEach(i -> shop.send(
                        Topic.PURCHASES,
                        customer,
                        Shop.purchase(customer, event(customer, i), Shop.START.plusSeconds(i), "10")));
        shop.flush();
    }

    private static String event(String customer, int number) {
        return customer + "-order-" + number;
    }

    /** Somebody new, in the partition of another. */
    private String strangerBeside(String other) {
        while (true) {
            String stranger = "stranger-" + strangers++;
            if (partition(stranger) == partition(other)) {
                return stranger;
            }
        }
    }

    private static int partition(String customer) {
        return Utils.toPositive(Utils.murmur2(customer.getBytes(UTF_8))) % Shop.PARTITIONS;
    }
}
