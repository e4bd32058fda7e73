/** Event to customer state, in constant space and whatever order events come in; customer state to features. */
package dev.segue.segmentation.features;
