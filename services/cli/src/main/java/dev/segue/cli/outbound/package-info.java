/** Reading what Segue publishes: segment changes, models, dead letters. */
package dev.segue.cli.outbound;
