/** Models on their topic: those in force, read back, and new ones, published by one trainer at a time. */
package dev.segue.trainer.publish;
