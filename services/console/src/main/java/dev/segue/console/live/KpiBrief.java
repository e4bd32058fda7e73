package dev.segue.console.live;

import dev.segue.console.segments.SegmentCard;
import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The segments of a segmentation at a glance, told when they change. */
@OpenAPIExtraSchema
@Serdeable
record KpiBrief(String segmentation, List<SegmentCard> segments) {}
