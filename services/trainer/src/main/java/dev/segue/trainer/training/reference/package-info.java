/** Full K-means by the Smile library: the only place that knows it. */
package dev.segue.trainer.training.reference;
