/**
 * Trains segment models on the latest feature snapshots, on a schedule and on demand, and publishes them.
 *
 * <p>Its beans are there only in the trainer's own process: with several services on one class path, as in the local
 * stack, each would otherwise start the others too.
 */
@Configuration
@Requires(property = TrainerApplication.SERVICE, value = TrainerApplication.NAME)
package dev.segue.trainer;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
