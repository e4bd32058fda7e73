/** The latest changes and triggers: who moved, and what was done. */
package dev.segue.console.moves;
