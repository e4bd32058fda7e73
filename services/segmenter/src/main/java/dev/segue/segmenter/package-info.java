/** Kafka Streams: events to customer state to segment changes. */
package dev.segue.segmenter;
