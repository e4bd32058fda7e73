/** Trains segment models on the latest feature snapshots, on a schedule and on demand, and publishes them. */
package dev.segue.trainer;
