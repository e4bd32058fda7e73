/** What all tasks know: topics kept whole in global stores, and read from there. */
package dev.segue.segmenter.shared;
