/** What customers buy, counted in bounded space, and what of it to recommend to whom. */
package dev.segue.segmentation.recommendation;
