/** Segment changes as they happen. */
package dev.segue.cli.watch;
