/** One customer, for people who ask. */
package dev.segue.segmenter.lookup;
