package dev.segue.segmenter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.segmentation.features.EventIds;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may tell of a customer, as the bytes it would be stored as, to be searched for in other bytes. */
final class Traces {
    /** What each trace tells, to the ways of writing it. */
    private final Map<String, List<byte[]>> traces = new TreeMap<>();

    /** A text that is nobody else's, such as an id. It may also have been made a fingerprint, as ids of events are. */
    Traces add(String what, String text) {
        byte[] fingerprint = ByteBuffer.allocate(Long.BYTES)
                .putLong(EventIds.fingerprint(text))
                .array();
        traces.put(what, List.of(text.getBytes(UTF_8), fingerprint));
        return this;
    }

    /** What all there is to find tells. */
    Collection<String> all() {
        return traces.keySet();
    }

    /** What is told by any of these. */
    SortedSet<String> in(Stream<byte[]> places) {
        SortedSet<String> found = new TreeSet<>();
        places.forEach(bytes -> traces.forEach((what, ways) -> {
            if (!found.contains(what) && ways.stream().anyMatch(way -> contains(bytes, way))) {
                found.add(what);
            }
        }));
        return found;
    }

    /** What records tell, by key, value or headers. */
    SortedSet<String> in(Collection<Shop.Raw> records) {
        return in(records.stream()
                .flatMap(record ->
                        Stream.concat(Stream.of(record.key(), orNothing(record.value())), record.headers().stream())));
    }

    private static byte[] orNothing(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        int last = bytes.length - wanted.length;
        for (int from = 0; from <= last; from++) {
            int same = 0;
            while (same < wanted.length && bytes[from + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
