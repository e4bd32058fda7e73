/** Raw values to the points that are clustered: imputation, clipping, scaling, levels, components. */
package dev.segue.segmentation.preparation;
