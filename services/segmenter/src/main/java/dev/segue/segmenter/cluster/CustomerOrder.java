package dev.segue.segmenter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;

/** The order of customer ids in the stores: by their octets in UTF-8, which is not always that of Java's strings. */
public enum CustomerOrder implements Comparator<String> {
    /** The only one. */
    BY_OCTETS;

    @Override
    public int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
