/** How many clusters: candidates over a range, the rule that chooses, stability, and whether there is structure at all. */
package dev.segue.segmentation.selection;
