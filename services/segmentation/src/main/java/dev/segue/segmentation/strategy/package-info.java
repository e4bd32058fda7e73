/** What is done with segments: playbooks of strategies, when they fire, and for whom. */
package dev.segue.segmentation.strategy;
