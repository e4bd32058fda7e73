package dev.segue.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.segue.console.access.Askers;
import dev.segue.console.audit.Audit;
import dev.segue.console.deadletters.DeadLetter;
import dev.segue.console.deadletters.DeadLetters;
import dev.segue.console.deadletters.Resending;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** Input records that could not be used: which there are, why, and sending them again. */
@Controller("/api/v1/dead-letters")
@Fails.Always
@Tag(name = "Dead letters", description = "Input records that could not be used")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeadLettersController {
    private final DeadLetters letters;
    private final Resending resending;
    private final Askers askers;
    private final Audit audit;
    private final Once once;

    DeadLettersController(DeadLetters letters, Resending resending, Askers askers, Audit audit, Once once) {
        this.once = once;
        this.askers = askers;
        this.audit = audit;
        this.letters = letters;
        this.resending = resending;
    }

    /**
     * A dead letter in a line.
     *
     * @param id partition and offset in the dead letters' topic
     * @param at when it was set aside
     * @param topic where it came from
     * @param partition its partition there
     * @param offset its offset there
     * @param reason code of the reason
     * @param message what is wrong, and what would be right
     * @param key its key, as text; null where there is none, or it is no text in UTF-8
     * @param keyBase64 its key as it came, where it is no text in UTF-8; null otherwise
     * @param bytes size of its value
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "DeadLetter.Line")
    record Line(
            String id,
            Instant at,
            String topic,
            String partition,
            String offset,
            String reason,
            String message,
            @Nullable String key,
            @Nullable String keyBase64,
            int bytes) {
        static Line of(DeadLetter letter) {
            Octets key = Octets.of(letter.key());
            byte[] value = letter.value();
            return new Line(
                    letter.id(),
                    Instant.ofEpochMilli(letter.at()),
                    letter.sourceTopic(),
                    letter.sourcePartition(),
                    letter.sourceOffset(),
                    letter.reason(),
                    letter.message(),
                    key.text(),
                    key.base64(),
                    value == null ? 0 : value.length);
        }
    }

    /**
     * Dead letters, and how many there are.
     *
     * @param items the newest first
     * @param cursor what to ask with for the next page; null for the last
     * @param hasMore whether there is a next page
     * @param total how many there are in all
     * @param byReason how many of each reason
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "DeadLetter.Lines")
    record Lines(List<Line> items, @Nullable String cursor, boolean hasMore, long total, Map<String, Long> byReason) {}

    /**
     * All of a dead letter.
     *
     * @param letter in a line
     * @param headers all headers, in their order; a name may come more than once
     * @param valueBase64 its value as it came; null for none
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "DeadLetter")
    record Whole(
            @JsonUnwrapped Line letter,
            List<Header> headers,
            @Nullable String valueBase64) {
        static Whole of(DeadLetter letter) {
            byte[] value = letter.value();
            return new Whole(
                    Line.of(letter),
                    letter.headers().stream().map(Header::of).toList(),
                    value == null ? null : Base64.getEncoder().encodeToString(value));
        }
    }

    /**
     * A header of a dead letter.
     *
     * @param value as text; null where there is none, or it is no text in UTF-8
     * @param valueBase64 as it came, where it is no text in UTF-8; null otherwise
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "DeadLetter.Header")
    record Header(
            String name, @Nullable String value, @Nullable String valueBase64) {
        static Header of(DeadLetter.Header header) {
            Octets value = Octets.of(header.value());
            return new Header(header.name(), value.text(), value.base64());
        }
    }

    /**
     * Where a record went.
     *
     * @param topic the topic it had come from
     * @param partition its partition
     * @param offset its offset now
     */
    @Serdeable
    @Schema(name = "Sent")
    record Sent(String topic, int partition, long offset) {}

    /**
     * Dead letters in a line each. The newest first, of the latest 2,000.
     *
     * @param reason only of this reason
     * @param cursor the former page's {@code cursor}
     * @param limit how many at most
     * @return A page of them
     */
    @Get
    Lines letters(
            @QueryValue @Nullable String reason,
            @QueryValue @Nullable String cursor,
            @Schema(minimum = "1", maximum = "500") @QueryValue(defaultValue = "50") int limit) {
        int skip = Math.toIntExact(Math.clamp(Page.position(cursor, 0), 0, Integer.MAX_VALUE));
        List<DeadLetter> found = letters.newest(skip, Page.limit(limit) + 1, reason);
        boolean more = found.size() > limit;
        return new Lines(
                found.stream().limit(limit).map(Line::of).toList(),
                more ? Integer.toString(skip + limit) : null,
                more,
                letters.total(),
                letters.byReason());
    }

    /**
     * All of a dead letter. With the record's headers, key and value as they came. That somebody looked at it is written down first.
     *
     * @param id its partition and offset, such as {@code 2-17}
     */
    @Get("/{id}")
    @ApiResponse(
            responseCode = "200",
            description = "The dead letter",
            content = @Content(schema = @Schema(implementation = Whole.class)))
    @Fails.NotFound
    @Fails.NotNow
    HttpResponse<?> letter(HttpRequest<?> request, String id) {
        DeadLetter letter = find(id);
        return audit.record(
                askers.required(request), "read", Map.of("dead_letter", id), () -> HttpResponse.ok(Whole.of(letter)));
    }

    /**
     * Sends a record once more. To the topic it came from, as it came: for when what it was set aside for has been mended.
     *
     * @param id partition and offset of its dead letter, such as {@code 2-17}
     * @param key whatever names this request, such as a UUID: asked for again under the same key, it is not done again
     */
    @Post("/{id}/resend")
    @ApiResponse(
            responseCode = "202",
            description = "It was sent; whether it can be used this time shows in a moment",
            content = @Content(schema = @Schema(implementation = Sent.class)))
    @Fails.NotFound
    @Fails.Conflict
    @Fails.NotNow
    @Fails.OtherRequest
    HttpResponse<?> resend(
            HttpRequest<?> request, String id, @io.micronaut.http.annotation.Header(Once.KEY) @Nullable String key) {
        return once.answer(
                request,
                key,
                () -> audit.record(askers.required(request), "resend", Map.of("dead_letter", id), () -> resend(id)));
    }

    private HttpResponse<Sent> resend(String id) {
        DeadLetter letter = find(id);
        if (letter.value() == null || letter.sourceTopic().isEmpty()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "dead letter %s does not hold its record; it is at %s-%s offset %s"
                            .formatted(id, letter.sourceTopic(), letter.sourcePartition(), letter.sourceOffset()));
        }
        var sent = resending.resend(letter);
        return HttpResponse.accepted().body(new Sent(sent.topic(), sent.partition(), sent.offset()));
    }

    @Error
    HttpResponse<?> notOfOurs(IllegalArgumentException e) {
        return Problem.response(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }

    @Error
    HttpResponse<?> brokerAway(KafkaException e) {
        return Problem.notNow(String.valueOf(e.getMessage()));
    }

    private DeadLetter find(String id) {
        return letters.letter(id)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "there is no dead letter '%s' among the latest; an id is partition-offset".formatted(id)));
    }
}
