/** Who asks, and what they may do. */
package dev.segue.console.access;
