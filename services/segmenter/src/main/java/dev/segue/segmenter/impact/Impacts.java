package dev.segue.segmenter.impact;

import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.strategy.Audience;
import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmenter.cluster.CustomersInOrder;
import dev.segue.segmenter.cluster.LiveModels;
import dev.segue.segmenter.cluster.LiveStores;
import dev.segue.segmenter.cluster.NotNowException;
import dev.segue.segmenter.cluster.OpenCustomers;
import dev.segue.segmenter.service.SegmenterService;
import dev.segue.spec.ConditionDocument;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom of this instance's customers conditions hold for. Thread-safe. */
@Singleton
final class Impacts {
    private static final Logger LOG = LoggerFactory.getLogger(Impacts.class);

    private final LiveStores stores;
    private final LiveModels models;
    private final SegmenterService segmenter;

    Impacts(LiveStores stores, LiveModels models, SegmenterService segmenter) {
        this.stores = stores;
        this.models = models;
        this.segmenter = segmenter;
    }

    /**
     * Those whom a condition holds for.
     *
     * @param scorer the segmentation's model in force
     * @throws dev.segue.spec.SpecException where the condition cannot be used; roles are those of the segmentation's playbook
     */
    Audience audience(String condition, Scorer scorer) {
        Cast cast = segmenter.playbooks().stream()
                .filter(playbook ->
                        playbook.segmentation().equals(scorer.model().segmentation()))
                .map(Playbook::cast)
                .findFirst()
                .orElse(Cast.EMPTY);
        return new Audience(
                ConditionDocument.parse("the condition", condition, cast.roles()),
                cast.of(scorer.model()),
                scorer.model().value(),
                stores.decay());
    }

    /** This instance's part. */
    ImpactPart part(String segmentation, ImpactQuestion question) {
        Scorer scorer = models.inForce(segmentation);
        if (scorer == null || scorer.model().version() != question.modelVersion()) {
            throw new NotNowException("%s has not v%d in force here".formatted(segmentation, question.modelVersion()));
        }
        Audience audience = audience(question.condition(), scorer);
        Impact impact = new Impact(List.of());
        long unreadable = 0;
        OpenCustomers customers = stores.customers();
        try (CustomersInOrder all = customers.from(null)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> stored = all.next();
                try {
                    Customer customer = Customer.decode(stored.value);
                    String segment = customer.membership(segmentation).segment();
                    // Never before the customer's own last event, which may be ahead of the clock of another task.
                    long moment =
                            Math.max(question.now(), customer.state().decayed().at());
                    impact.add(segment, audience.includes(stored.key, customer.state(), segment, moment));
                } catch (RuntimeException e) {
                    unreadable++;
                    LOG.error("customer {} cannot be read, and is left out", stored.key, e);
                }
            }
            all.confirm();
        }
        return new ImpactPart(customers.partitions(), impact.bySegment(), unreadable);
    }
}
