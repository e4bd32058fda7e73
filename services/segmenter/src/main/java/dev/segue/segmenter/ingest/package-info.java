/** Bytes to validated events, or to dead letters. */
package dev.segue.segmenter.ingest;
