package dev.segue.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.connect.JsonApi;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/**
 * What the trainer can be asked about versions of models.
 *
 * @param trainer its API
 */
record ModelsClient(JsonApi trainer) {
    /** All versions of a segmentation. */
    JsonNode versions(String segmentation) throws InterruptedException {
        return trainer.get(of(segmentation) + "/models");
    }

    /** One version. */
    JsonNode version(String segmentation, long version) throws InterruptedException {
        return trainer.get("%s/models/%d".formatted(of(segmentation), version));
    }

    /** Two versions side by side. */
    JsonNode difference(String segmentation, long from, long to) throws InterruptedException {
        return trainer.get("%s/diff?from=%d&to=%d".formatted(of(segmentation), from, to));
    }

    /**
     * Changes how a version stands.
     *
     * @param deed promote, drop or rollback
     * @param version which; null for the one that goes without saying
     */
    JsonNode change(String segmentation, String deed, @Nullable Long version) throws InterruptedException {
        String query = version == null ? "" : "?version=" + version;
        return trainer.post(
                "%s/%s%s".formatted(of(segmentation), deed, query), "application/json", BodyPublishers.noBody());
    }

    /** Trains by a specification and publishes nothing. */
    JsonNode dryRun(String yaml) throws InterruptedException {
        return trainer.post("/dry-runs", "application/yaml", BodyPublishers.ofString(yaml));
    }

    private static String of(String segmentation) {
        return "/segmentations/" + JsonApi.encoded(segmentation);
    }
}
