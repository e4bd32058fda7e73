/** All customers, out of the state stores. */
package dev.segue.segmenter.export;
