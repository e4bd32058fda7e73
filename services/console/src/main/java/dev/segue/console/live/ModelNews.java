package dev.segue.console.live;

import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import io.micronaut.serde.annotation.Serdeable;

/**
 * That another version of a model came into force.
 *
 * @param segmentation the segmentation
 * @param version the version
 * @param standing always {@code in force}
 */
@OpenAPIExtraSchema
@Serdeable
record ModelNews(String segmentation, long version, String standing) {}
