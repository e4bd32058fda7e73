/** Customers: one at a time from the segmenter, and a sample to draw. */
package dev.segue.console.customers;
