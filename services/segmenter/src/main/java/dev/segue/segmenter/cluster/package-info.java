/** The instances of the segmenter as one: who has which customers, and what they have to say together. */
package dev.segue.segmenter.cluster;
