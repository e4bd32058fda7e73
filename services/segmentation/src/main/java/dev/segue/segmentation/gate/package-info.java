/** Whether a new model may come into force by itself: whom it would move, and whether it is as good. */
package dev.segue.segmentation.gate;
