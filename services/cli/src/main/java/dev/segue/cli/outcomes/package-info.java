/** {@code segue outcomes}: what became of strategies. */
package dev.segue.cli.outcomes;
