package dev.segue.segmenter.export;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A problem document (RFC 9457).
 *
 * @param type identifies the kind of problem
 * @param title the kind in words
 * @param status HTTP status
 * @param detail what happened this time
 */
@Serdeable
record Problem(String type, String title, int status, String detail) {}
