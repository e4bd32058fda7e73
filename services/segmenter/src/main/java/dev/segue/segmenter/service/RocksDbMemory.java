package dev.segue.segmenter.service;

import dev.segue.avro.topics.Topic;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that RocksDB takes outside the heap, for all stores of the process together: one cache of blocks, in which
 * indexes, filters and write buffers count as well. By Kafka Streams' defaults each store has its own, of up to 100 MB.
 * Thread-safe.
 */
public final class RocksDbMemory implements AutoCloseable {
    /** Setting: the memory to share. */
    static final String SETTING = "segue.rocksdb.memory";

    /** How much there is, where nothing else is said. */
    public static final int DEFAULT_MEGABYTES = 256;

    private static final long MEGABYTE = 1 << 20;

    private final Cache blocks;
    private final WriteBufferManager writeBuffers;

    /**
     * @param megabytes how much in all; half of it may be write buffers
     */
    public RocksDbMemory(int megabytes) {
        RocksDB.loadLibrary();
        this.blocks = new LRUCache(megabytes * MEGABYTE);
        this.writeBuffers = new WriteBufferManager(megabytes * MEGABYTE / 2, blocks);
    }

    /** To be called when the streams have ended. */
    @Override
    public void close() {
        writeBuffers.close();
        blocks.close();
    }

    /** Has a store share the memory that is among the settings, and forget what was deleted. Made by Kafka Streams. */
    public static final class Shared implements RocksDBConfigSetter {
        @Override
        public void setConfig(String store, Options options, Map<String, Object> settings) {
            RocksDbMemory memory = (RocksDbMemory) Objects.requireNonNull(settings.get(SETTING), SETTING);
            BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
            table.setBlockCache(memory.blocks);
            table.setCacheIndexAndFilterBlocks(true);
            table.setCacheIndexAndFilterBlocksWithHighPriority(true);
            table.setPinL0FilterAndIndexBlocksInCache(true);
            options.setTableFormatConfig(table);
            options.setWriteBufferManager(memory.writeBuffers);
            // What is deleted is gone from a file when it is compacted, which would never come to one nobody writes to.
            options.setPeriodicCompactionSeconds(Topic.COMPACTED_WITHIN.toSeconds());
        }

        @Override
        public void close(String store, Options options) {
            // What is shared outlives the store.
        }
    }
}
