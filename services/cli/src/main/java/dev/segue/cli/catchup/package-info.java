/** Waiting until what was published has arrived everywhere. */
package dev.segue.cli.catchup;
