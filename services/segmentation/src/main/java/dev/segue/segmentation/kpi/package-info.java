/** What a segment's customers do in a window of time, in figures that add up exactly. */
package dev.segue.segmentation.kpi;
