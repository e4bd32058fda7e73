/** Asking the trainer for a model. */
package dev.segue.cli.train;
