/** Vector and model to segment: distances, flap control, explanation. */
package dev.segue.segmentation.assignment;
