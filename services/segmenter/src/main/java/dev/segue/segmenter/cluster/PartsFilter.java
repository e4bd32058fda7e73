package dev.segue.segmenter.cluster;

import dev.segue.segmenter.service.SegmenterConfig;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Has answers to other instances say whose they are. */
@ServerFilter(Peers.PARTS + "/**")
final class PartsFilter {
    private final String application;

    PartsFilter(SegmenterConfig config) {
        this.application = config.applicationId();
    }

    @ResponseFilter
    void sign(MutableHttpResponse<?> response) {
        response.header(Peers.APPLICATION, application);
    }
}
