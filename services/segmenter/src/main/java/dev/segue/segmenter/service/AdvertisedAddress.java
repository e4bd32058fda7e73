package dev.segue.segmenter.service;

import io.micronaut.context.BeanProvider;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Where other instances reach this one over HTTP: as it is configured, or else where its server listens. To be asked for when
 * the server does, as only then a port that was any free one is known.
 */
@Singleton
final class AdvertisedAddress implements Supplier<HostInfo> {
    private final SegmenterConfig.Segmenter config;
    private final BeanProvider<EmbeddedServer> server;

    AdvertisedAddress(SegmenterConfig config, BeanProvider<EmbeddedServer> server) {
        this.config = config.segmenter();
        this.server = server;
    }

    @Override
    public HostInfo get() {
        EmbeddedServer listening = server.get();
        String port = config.advertisedPort();
        return new HostInfo(
                Objects.requireNonNullElseGet(config.advertisedHost(), () -> reachable(listening.getHost())),
                port == null ? listening.getPort() : Integer.parseInt(port));
    }

    /** A server that listens on all addresses of the machine is reached by the machine's name. */
    private static String reachable(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostName()
                    : host;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "other instances could not reach this one at '%s', which is no address that is known here; set segue.segmenter.advertised-host"
                            .formatted(host),
                    e);
        }
    }
}
