package dev.segue.console.audit;

import dev.segue.avro.OperatorAction;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.console.access.Role;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.event.LoginFailedEvent;
import io.micronaut.security.event.LoginSuccessfulEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who has logged in, and how often somebody could not. Within seconds, not before: while the broker is away people must get
 * in, to see what is wrong. Refusals of some seconds are one action, as anybody may bring about any number. Thread-safe.
 */
@Singleton
public final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final String KEY = "key";
    private static final String PROVIDER = "provider";
    private static final String NOBODY = "unknown";
    private static final String NO_ROLE = "none";
    private static final int IN = 204;
    private static final int REFUSED = 401;

    /** What waits while the broker is away, at most. */
    private static final int MOST = 1_000;

    private final Audit audit;
    private final Deque<OperatorAction> waiting = new ArrayDeque<>();
    private final Map<String, Integer> refused = new TreeMap<>();

    Logins(Audit audit) {
        this.audit = audit;
    }

    /** Somebody has logged in with an API key. */
    public void byKey(Authentication owner) {
        succeeded(owner, KEY);
    }

    /** Somebody came with what is no API key. */
    public void noKey() {
        refused(KEY);
    }

    @EventListener
    void atProvider(LoginSuccessfulEvent event) {
        if (event.getSource() instanceof Authentication who) {
            succeeded(who, PROVIDER);
        }
    }

    /** Somebody came back from an identity provider with what does not log them in. */
    public void notAtProvider() {
        refused(PROVIDER);
    }

    @EventListener
    void notAtProvider(LoginFailedEvent event) {
        LOG.debug("refused: {}", event.getSource());
        notAtProvider();
    }

    private synchronized void succeeded(Authentication who, String way) {
        String role = Role.highest(who.getRoles()).map(Role::text).orElse(NO_ROLE);
        LOG.info("{} ({}): login by {}", who.getName(), role, way);
        if (waiting.size() == MOST) {
            OperatorAction lost = waiting.removeFirst();
            LOG.error("that {} logged in at {} is written to no topic", lost.getActor(), lost.getTimestamp());
        }
        waiting.addLast(action(who.getName(), role, Map.of("way", way), IN));
    }

    private synchronized void refused(String way) {
        refused.merge(way, 1, Integer::sum);
    }

    private static OperatorAction action(String actor, String role, Map<String, String> target, int status) {
        return OperatorAction.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setTimestamp(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setActor(actor)
                .setRole(role)
                .setAction("login")
                .setTarget(target)
                .setStatus(status)
                .setDetail(null)
                .build();
    }

    /** Writes what waits; what cannot be written waits on. */
    @Scheduled(fixedDelay = "5s")
    void write() {
        try {
            for (OperatorAction next = next(); next != null; next = next()) {
                audit.write(next);
                done(next);
            }
        } catch (KafkaException | RegistryUnavailableException e) {
            LOG.warn("who logged in cannot be written down, and is tried again: {}", e.getMessage());
        }
    }

    private synchronized @Nullable OperatorAction next() {
        if (waiting.isEmpty()) {
            refused.forEach((way, attempts) -> {
                LOG.info("{} refused logins by {}", attempts, way);
                waiting.addLast(
                        action(NOBODY, NO_ROLE, Map.of("way", way, "attempts", Integer.toString(attempts)), REFUSED));
            });
            refused.clear();
        }
        return waiting.peekFirst();
    }

    private synchronized void done(OperatorAction written) {
        waiting.remove(written);
    }

    @PreDestroy
    void close() {
        write();
    }
}
