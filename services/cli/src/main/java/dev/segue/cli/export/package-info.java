/** Customers as the segmenter has them. */
package dev.segue.cli.export;
