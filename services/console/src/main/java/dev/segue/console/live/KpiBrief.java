package dev.segue.console.live;

import dev.segue.console.segments.SegmentCard;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The segments of a segmentation at a glance, told when they change. */
@Serdeable
record KpiBrief(String segmentation, List<SegmentCard> segments) {}
