package dev.segue.segmenter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/** The directory of a segmenter that has stopped, to be searched for what is left of a customer. */
final class StateFiles {
    private final Path directory;

    StateFiles(Path directory) {
        this.directory = directory;
    }

    /** What the live entries of all RocksDB stores tell, of all their column families; by name of the store. */
    Map<String, SortedSet<String>> live(Traces traces) throws IOException, RocksDBException {
        Map<String, SortedSet<String>> found = new TreeMap<>();
        for (Path store : stores()) {
            open(store, true, (database, family) -> {
                try (RocksIterator entries = database.newIterator(family)) {
                    for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                        found.computeIfAbsent(name(store), none -> new TreeSet<>())
                                .addAll(traces.in(Stream.of(entries.key(), entries.value())));
                    }
                    entries.status();
                }
            });
        }
        return found;
    }

    /**
     * Compacts all stores, as RocksDB itself does with what has become old enough, and opens them once more: the list of a
     * store's files has the least and the greatest key of each, of those that are gone as well until it is next opened.
     */
    void compact() throws IOException, RocksDBException {
        for (Path store : stores()) {
            try (CompactRangeOptions all =
                    new CompactRangeOptions().setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
                open(store, false, (database, family) -> database.compactRange(family, null, null, all));
            }
            open(store, false, (database, family) -> {});
        }
    }

    /**
     * What the files tell, whichever they are; by name of the file. Kafka Streams has RocksDB not compress, of which this makes
     * sure, or the bytes of a table would say nothing; but of keys that begin alike a table holds the beginning only once, so tables
     * are read by RocksDB as well.
     */
    Map<String, SortedSet<String>> raw(Traces traces) throws IOException, RocksDBException {
        Map<String, SortedSet<String>> found = new TreeMap<>();
        for (Path file : files()) {
            SortedSet<String> here = traces.in(Stream.of(
                    Files.readAllBytes(file),
                    directory.relativize(file).toString().getBytes(UTF_8)));
            if (file.toString().endsWith(".sst")) {
                here.addAll(table(file, traces));
            }
            found.put(directory.relativize(file).toString(), here);
        }
        return found;
    }

    private static SortedSet<String> table(Path file, Traces traces) throws RocksDBException {
        SortedSet<String> found = new TreeSet<>();
        try (Options options = new Options();
                ReadOptions everything = new ReadOptions();
                SstFileReader reader = new SstFileReader(options)) {
            reader.open(file.toString());
            String compression = reader.getTableProperties().getCompressionName();
            if (!compression.equals("NoCompression")) {
                throw new IllegalStateException("%s is compressed (%s)".formatted(file, compression));
            }
            try (SstFileReaderIterator entries = reader.newIterator(everything)) {
                for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                    found.addAll(traces.in(Stream.of(entries.key(), entries.value())));
                }
                entries.status();
            }
        }
        return found;
    }

    private interface Work {
        void on(RocksDB database, ColumnFamilyHandle family) throws RocksDBException;
    }

    private static void open(Path store, boolean readOnly, Work work) throws RocksDBException {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        try (Options options = new Options();
                DBOptions dbOptions = new DBOptions()) {
            for (byte[] family : RocksDB.listColumnFamilies(options, store.toString())) {
                families.add(new ColumnFamilyDescriptor(family));
            }
            families.forEach(
                    family -> family.getOptions().setCompressionType(org.rocksdb.CompressionType.NO_COMPRESSION));
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            try (RocksDB database = readOnly
                    ? RocksDB.openReadOnly(dbOptions, store.toString(), families, handles)
                    : RocksDB.open(dbOptions, store.toString(), families, handles)) {
                for (ColumnFamilyHandle handle : handles) {
                    work.on(database, handle);
                }
            }
        }
    }

    /** A store's directory is named after it. */
    private static String name(Path store) {
        return store.getFileName().toString();
    }

    private List<Path> stores() throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().equals("CURRENT"))
                .map(Path::getParent)
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
