package dev.segue.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.avro.FeatureContribution;
import dev.segue.avro.SegmentChanged;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A segment change in one line. */
public final class ChangeText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final String NOWHERE = "(none)";

    private ChangeText() {}

    /** For people: time (UTC), customer, from → to, cause, and the feature that decided, with its change. */
    public static String line(SegmentChanged change) {
        return "%s  %-12s  %s → %s  %s%s"
                .formatted(
                        time(change.getTimestamp()),
                        change.getUserId(),
                        name(change.getFromSlug(), change.getFrom()),
                        name(change.getToSlug(), change.getTo()),
                        change.getCause(),
                        change.getExplanation().isEmpty() ? "" : ": " + reason(leading(change.getExplanation())));
    }

    /** The feature that decided most among those that changed; where none did, as under a new model, most of all. */
    private static FeatureContribution leading(List<FeatureContribution> explanation) {
        return explanation.stream()
                .filter(feature -> !Objects.equals(feature.getValue(), feature.getPrevious()))
                .findFirst()
                .orElse(explanation.getFirst());
    }

    /** An event's time, to the minute, UTC. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** For machines: the whole change as one JSON object. */
    public static String json(SegmentChanged change) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", change.getId())
                .put("userId", change.getUserId())
                .put("timestamp", change.getTimestamp().toString())
                .put("segmentation", change.getSegmentation())
                .put("from", change.getFrom())
                .put("to", change.getTo())
                .put("from_slug", change.getFromSlug())
                .put("to_slug", change.getToSlug())
                .put("cause", change.getCause().name())
                .put("caused_by", change.getCausedBy())
                .put("model_version", change.getModelVersion())
                .put("distance", change.getDistance())
                .put("second", change.getSecond())
                .put("second_distance", change.getSecondDistance());
        ArrayNode explanation = json.putArray("explanation");
        for (FeatureContribution contribution : change.getExplanation()) {
            explanation
                    .addObject()
                    .put("feature", contribution.getFeature())
                    .put("value", contribution.getValue())
                    .put("previous", contribution.getPrevious())
                    .put("contribution", contribution.getContribution());
        }
        return json.toString();
    }

    private static String name(@Nullable String slug, @Nullable String id) {
        return slug != null ? slug : id != null ? id : NOWHERE;
    }

    private static String reason(FeatureContribution leading) {
        String now = leading.getValue() == null ? "unknown" : Figures.value(leading.getValue());
        return leading.getPrevious() == null
                ? "%s %s".formatted(leading.getFeature(), now)
                : "%s %s → %s".formatted(leading.getFeature(), Figures.value(leading.getPrevious()), now);
    }
}
