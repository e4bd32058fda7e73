package dev.segue.segmenter.listing;

import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.value.ValueModel;
import dev.segue.segmenter.cluster.Gathering;
import dev.segue.segmenter.cluster.LiveModels;
import dev.segue.segmenter.cluster.LiveStores;
import dev.segue.segmenter.cluster.Peers;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.GenericArgument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves who is in a segment. */
@Controller
final class MembersController {
    private static final Logger LOG = LoggerFactory.getLogger(MembersController.class);
    private static final String PATH = "/segmentations/{segmentation}/segments/{segment}/members";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Argument<PagePart<MemberView>> PART = new GenericArgument<>() {};

    private final LiveStores stores;
    private final LiveModels models;
    private final Gathering gathering;

    MembersController(LiveStores stores, LiveModels models, Gathering gathering) {
        this.stores = stores;
        this.models = models;
        this.gathering = gathering;
    }

    /**
     * The members of a segment, of all instances, in the order of their ids' octets. Each instance looks at {@value
     * PagePart#MOST_LOOKED_AT} customers at most, so a page may hold fewer than asked for, and there are more.
     *
     * @param cursor of the page before
     * @param limit how many at most
     * @return 400 for a limit or a cursor that is none; 404 where there is no such segment in the model in force; 503 with
     *     Retry-After while not all instances answer
     */
    @Get(PATH)
    @ExecuteOn(TaskExecutors.IO)
    Page<MemberView> members(
            String segmentation,
            String segment,
            @Nullable @QueryValue String cursor,
            @QueryValue(defaultValue = PageRequest.DEFAULT) int limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        requireSegment(segmentation, segment);
        return PagePart.merged(
                gathering.ask(
                        () -> part(segmentation, segment, page),
                        "/segmentations/%s/segments/%s/members"
                                        .formatted(Peers.encoded(segmentation), Peers.encoded(segment))
                                + page.query(),
                        null,
                        PATIENCE,
                        PART),
                limit);
    }

    /** The same of this instance, for another one. */
    @Get(Peers.PARTS + PATH)
    @ExecuteOn(TaskExecutors.IO)
    PagePart<MemberView> own(
            String segmentation, String segment, @Nullable @QueryValue String after, @QueryValue int limit) {
        return part(segmentation, segment, new PageRequest(after, limit));
    }

    private void requireSegment(String segmentation, String segment) {
        Scorer scorer = models.inForce(segmentation);
        if (scorer == null) {
            throw new HttpStatusException(
                    HttpStatus.NOT_FOUND, "there is no model of a segmentation '%s'".formatted(segmentation));
        }
        if (scorer.model().indexOf(segment) < 0) {
            throw new HttpStatusException(
                    HttpStatus.NOT_FOUND,
                    "%s v%d has no segment '%s'; it has %s"
                            .formatted(
                                    segmentation,
                                    scorer.model().version(),
                                    segment,
                                    scorer.model().segments().stream()
                                            .map(Segment::id)
                                            .collect(Collectors.joining(", "))));
        }
    }

    private PagePart<MemberView> part(String segmentation, String segment, PageRequest page) {
        Scorer scorer = models.inForce(segmentation);
        ValueModel value = scorer == null ? null : scorer.model().value();
        long now = stores.now();
        return PagePart.of(
                stores.customers(), page, "", (id, stored) -> member(id, stored, segmentation, segment, value, now));
    }

    private @Nullable MemberView member(
            String id, byte[] stored, String segmentation, String segment, @Nullable ValueModel value, long now) {
        Customer customer;
        try {
            customer = Customer.decode(stored);
        } catch (RuntimeException e) {
            LOG.error("customer {} cannot be read, and is left out of the members of {}", id, segment, e);
            return null;
        }
        Membership membership = customer.membership(segmentation);
        return segment.equals(membership.segment())
                ? MemberView.of(id, customer, membership, value, now, stores.decay())
                : null;
    }
}
