/** Following compacted topics, whatever the broker does meanwhile. */
package dev.segue.trainer.topic;
