/** Points to clusters: sampling, scaling, K-means, quality indices, identities that survive a retrain, labels. */
package dev.segue.segmentation.clustering;
