package dev.segue.segmenter.ingest;

/**
 * A record as it came, for the case that it has to go elsewhere after all: to the dead letters, or to the customer whom its own
 * was merged into. The array must not be changed.
 *
 * @param topic full name of the topic it came on
 * @param customer id of the customer it came for
 * @param value its value
 */
@SuppressWarnings("ArrayRecordComponent") // Carried along, never compared.
public record Original(String topic, String customer, byte[] value) {}
