/** What became of strategies: outcomes of triggers, variants to choose, uplift against the holdout. */
package dev.segue.segmentation.outcome;
