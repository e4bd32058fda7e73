/** What customers buy: counted by each task, published, and read back by all for recommendations. */
package dev.segue.segmenter.recommendation;
