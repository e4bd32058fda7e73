/** The instances there are, and how they do. */
package dev.segue.segmenter.instances;
