package dev.segue.segmenter.ingest;

import dev.segue.segmentation.event.CustomerEvent;

/**
 * A validated event, with the bytes it came as for the case that it has to be set aside later after all. The array must not
 * be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // Carried along, never compared.
public record Incoming(CustomerEvent event, byte[] raw) implements Arrival {}
