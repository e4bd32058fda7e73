/** Puts together what the partitions published in parts. */
package dev.segue.avro.sums;
