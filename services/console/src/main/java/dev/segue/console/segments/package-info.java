/** Segments as people see them. */
package dev.segue.console.segments;
