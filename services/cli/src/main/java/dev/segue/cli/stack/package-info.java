/** The commands that start, stop and show the local stack. */
package dev.segue.cli.stack;
