package dev.segue.console.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/** How far the segmenter is behind; seconds are null where it is longer than can be told. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LagBrief(long records, @Nullable Double seconds) {}
