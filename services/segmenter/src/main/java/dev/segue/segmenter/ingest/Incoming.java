package dev.segue.segmenter.ingest;

import dev.segue.segmentation.event.CustomerEvent;

/** A validated event, with the record it came as. */
public record Incoming(CustomerEvent event, Original original) implements Arrival {}
