/** How the customers change between one training and another. */
package dev.segue.segmentation.drift;
