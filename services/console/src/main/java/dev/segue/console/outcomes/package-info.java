/** What became of strategies. */
package dev.segue.console.outcomes;
