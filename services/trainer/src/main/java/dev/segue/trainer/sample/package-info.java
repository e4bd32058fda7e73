/** The customers training draws on: a bounded sample of the latest feature snapshots. */
package dev.segue.trainer.sample;
