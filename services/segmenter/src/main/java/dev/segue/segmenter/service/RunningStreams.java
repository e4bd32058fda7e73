package dev.segue.segmenter.service;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The streams of this instance.
 *
 * @param streams running, or about to
 * @param address where other instances reach this one
 * @param partitions of each input, and so of the customers
 * @param subtopology the number that the ids of all tasks begin with
 */
public record RunningStreams(KafkaStreams streams, HostInfo address, int partitions, int subtopology) {}
