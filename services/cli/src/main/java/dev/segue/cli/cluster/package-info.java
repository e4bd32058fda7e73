/** Clustering a matrix in a file, with the same code as the trainer: for analysts, and for audit. */
package dev.segue.cli.cluster;
