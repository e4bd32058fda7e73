package dev.segue.segmenter.service;

import dev.segue.avro.registry.SchemaRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import jakarta.inject.Singleton;
import java.util.Map;

/** Makes the service's parts out of the configuration. */
@Factory
final class SegmenterFactory {
    /** The registry at {@code schema.registry.url}; everything else under {@code schema.registry} goes to its client. */
    @Singleton
    SchemaRegistry registry(
            @Property(name = "schema.registry")
                    @MapFormat(transformation = MapFormat.MapTransformation.FLAT, keyFormat = StringConvention.RAW)
                    Map<String, String> settings) {
        String url = settings.get("url");
        if (url == null) {
            throw new IllegalArgumentException("schema.registry.url (SCHEMA_REGISTRY_URL) must be set");
        }
        return SchemaRegistry.at(url, settings);
    }

    /** The segmenter. */
    @Bean(preDestroy = "close")
    @Singleton
    SegmenterService segmenter(
            SegmenterConfig config,
            @Property(name = "kafka")
                    @MapFormat(transformation = MapFormat.MapTransformation.FLAT, keyFormat = StringConvention.RAW)
                    Map<String, String> kafka,
            SchemaRegistry registry,
            MeterRegistry meters) {
        return new SegmenterService(config, kafka, registry, meters);
    }
}
