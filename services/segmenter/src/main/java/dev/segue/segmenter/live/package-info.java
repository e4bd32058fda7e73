/** One customer at a time: the event in, state read and written once, what follows from it out. */
package dev.segue.segmenter.live;
