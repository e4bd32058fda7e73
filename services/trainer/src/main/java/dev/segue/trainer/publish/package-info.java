/** Versions of models on their topic: all there are, read back, and what changes, published by one trainer at a time. */
package dev.segue.trainer.publish;
