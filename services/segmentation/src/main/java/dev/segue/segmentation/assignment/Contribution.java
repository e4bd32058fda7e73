package dev.segue.segmentation.assignment;

/**
 * What one feature had to do with a move.
 *
 * @param feature its name
 * @param value its raw value now; NaN where absent and imputed
 * @param previous its raw value when the segment left was entered; NaN where unknown
 * @param contribution how much it speaks for the segment entered against the one left (or the next nearest): the
 *     difference of the squared scaled distances along it
 */
public record Contribution(String feature, double value, double previous, double contribution) {}
