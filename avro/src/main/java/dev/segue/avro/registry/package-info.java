/** The Confluent wire format, and the one class that knows the schema registry's client. */
package dev.segue.avro.registry;
