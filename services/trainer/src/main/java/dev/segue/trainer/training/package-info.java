/** A sample of customers to a model: pure computation, no Kafka and no clock. */
package dev.segue.trainer.training;
