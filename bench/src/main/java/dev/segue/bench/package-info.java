/** Measures the segmenter beside what Kafka and RocksDB cost without it. */
package dev.segue.bench;
