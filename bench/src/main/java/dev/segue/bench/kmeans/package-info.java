/** K-means on a large matrix, beside scikit-learn on the same. */
package dev.segue.bench.kmeans;
