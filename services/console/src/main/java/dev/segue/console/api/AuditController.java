package dev.segue.console.api;

import dev.segue.console.audit.Action;
import dev.segue.console.audit.Actions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** What people did here. */
@Controller("/api/v1/audit")
@Fails.Always
@Tag(name = "Operations")
final class AuditController {
    private static final Actions.Place END = new Actions.Place(Long.MAX_VALUE, "");

    private final Actions actions;

    AuditController(Actions actions) {
        this.actions = actions;
    }

    /**
     * What operators did. Through any console, the newest first, of the latest 1,000 actions; for admins.
     *
     * @param cursor the former page's {@code cursor}
     * @param limit how many at most
     * @return A page of actions
     */
    @Get
    Page<Action> audit(
            @QueryValue @Nullable String cursor,
            @Schema(minimum = "1", maximum = "500") @QueryValue(defaultValue = "50") int limit) {
        List<Action> found = actions.newest(place(cursor), Page.limit(limit) + 1);
        boolean more = found.size() > limit;
        List<Action> items = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(items, more ? cursor(items.getLast()) : null, more);
    }

    private static String cursor(Action action) {
        return action.at().toEpochMilli() + "." + action.id();
    }

    private static Actions.Place place(@Nullable String cursor) {
        if (cursor == null) {
            return END;
        }
        int dot = cursor.indexOf('.');
        try {
            return new Actions.Place(Long.parseLong(cursor.substring(0, Math.max(dot, 0))), cursor.substring(dot + 1));
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "'%s' is not a cursor that this list gave".formatted(cursor));
        }
    }
}
