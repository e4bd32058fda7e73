/** The models in force, out of the global store. */
package dev.segue.segmenter.model;
