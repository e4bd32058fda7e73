package dev.segue.console.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.avro.OperatorAction;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;

/**
 * What somebody did.
 *
 * @param id names it
 * @param at when it was asked for
 * @param actor who
 * @param role their role
 * @param action what, in a word
 * @param target of what
 * @param status HTTP status of the answer; null while it goes on, or where it broke off
 * @param detail what was wrong, where something was
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Action(
        String id,
        Instant at,
        String actor,
        String role,
        String action,
        Map<String, String> target,
        @Nullable Integer status,
        @Nullable String detail) {
    static Action of(OperatorAction written) {
        return new Action(
                written.getId(),
                written.getTimestamp(),
                written.getActor(),
                written.getRole(),
                written.getAction(),
                written.getTarget(),
                written.getStatus(),
                written.getDetail());
    }
}
