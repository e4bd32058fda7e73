/** Whom a condition holds for. */
package dev.segue.segmenter.impact;
