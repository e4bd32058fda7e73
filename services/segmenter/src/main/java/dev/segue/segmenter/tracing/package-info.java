/** Following a record to what came of it. */
package dev.segue.segmenter.tracing;
