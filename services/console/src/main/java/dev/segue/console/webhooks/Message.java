package dev.segue.console.webhooks;

/**
 * A message for a receiver, written once for all attempts.
 *
 * @param id the change's or trigger's own id, the same however often it is sent
 * @param customer who it is about
 * @param partition partition of the outbound topic
 * @param offset offset there
 * @param erasure whether it tells that the customer was erased
 * @param body JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as values.
record Message(String id, String customer, int partition, long offset, boolean erasure, byte[] body) {}
