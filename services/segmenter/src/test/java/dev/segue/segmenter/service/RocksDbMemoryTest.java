package dev.segue.segmenter.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksDbMemoryTest {
    private static final int VALUES = 200;
    private static final byte[] VALUE = new byte[100_000];

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it in.
    private Path directory;

    @Test
    void shouldFlushWhatTheSharedWriteBuffersCannotHold() throws RocksDBException {
        // Given two stores that would each hold 64 MB before writing anything out, and memory for 8 MB of writes
        try (RocksDbMemory memory = new RocksDbMemory(16);
                Options options = options(memory);
                RocksDB one = RocksDB.open(options, directory.resolve("one").toString());
                RocksDB other = RocksDB.open(options, directory.resolve("other").toString())) {
            // When
            write(one);
            write(other);

            // Then, as soon as RocksDB's own threads have got round to it
            await().untilAsserted(
                            () -> assertThat(buffered(one) + buffered(other)).isLessThan(16L << 20));
        }
    }

    private static Options options(RocksDbMemory memory) {
        // As Kafka Streams hands them out.
        Options options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(64L << 20)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(new LRUCache(1 << 20)));
        new RocksDbMemory.Shared().setConfig("store", options, Map.of(RocksDbMemory.SETTING, memory));
        return options;
    }

    private static void write(RocksDB store) throws RocksDBException {
        for (int i = 0; i < VALUES; i++) {
            store.put(Integer.toString(i).getBytes(java.nio.charset.StandardCharsets.UTF_8), VALUE);
        }
    }

    private static long buffered(RocksDB store) throws RocksDBException {
        return store.getLongProperty("rocksdb.cur-size-all-mem-tables");
    }
}
