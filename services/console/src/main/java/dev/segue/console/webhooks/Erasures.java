package dev.segue.console.webhooks;

import dev.segue.avro.Cause;
import dev.segue.console.moves.Move;
import dev.segue.console.moves.Moves;
import dev.segue.console.settings.ConsoleConfig;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who was erased lately, as far as the console's history reaches, and where in the topic. What a receiver did not get before, it must
 * not get after. Thread-safe.
 */
@Singleton
final class Erasures {
    private final Moves moves;
    private final int most;
    private final Map<String, Long> offsets = new LinkedHashMap<>();

    Erasures(Moves moves, ConsoleConfig config) {
        this.moves = moves;
        this.most = config.console().history();
    }

    @PostConstruct
    void listen() {
        moves.listen(this::take);
    }

    private synchronized void take(Move move) {
        if (Cause.ERASURE.name().equals(move.cause())) {
            offsets.put(move.customer(), move.offset());
            if (offsets.size() > most) {
                offsets.remove(offsets.keySet().iterator().next());
            }
        }
    }

    /** Whether the customer of a message was erased after it. All of a customer is in one partition, so offsets tell. */
    synchronized boolean overtook(Message message) {
        return !message.erasure() && message.offset() < offsets.getOrDefault(message.customer(), -1L);
    }
}
