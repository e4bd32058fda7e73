package dev.segue.segmentation.assignment;

/**
 * What one feature had to do with a move.
 *
 * @param feature its name, with its level as in {@code profile.profession=Artist} where it stands for one
 * @param value its raw value now; NaN where absent and imputed
 * @param previous its raw value when the segment left was entered; NaN where unknown
 * @param contribution how much it speaks for the segment entered against the one left (or the next nearest): the
 *     feature's share of the difference of the squared scaled distances
 */
public record Contribution(String feature, double value, double previous, double contribution) {}
