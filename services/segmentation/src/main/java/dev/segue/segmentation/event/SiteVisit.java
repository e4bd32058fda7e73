package dev.segue.segmentation.event;

/**
 * A visit to the shop's site or app.
 *
 * @param id identity of the event
 * @param at when it began, epoch milliseconds
 */
public record SiteVisit(String id, long at) implements CustomerEvent {}
