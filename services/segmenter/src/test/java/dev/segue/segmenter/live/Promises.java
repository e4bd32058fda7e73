package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.StrategyTriggered;
import dev.segue.segmentation.strategy.FrequencyCap;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What playbooks promise customers, held against the triggers that are published: from the records alone, and from what the customers
 * are known to have said before. Knows nothing of how it is decided.
 */
final class Promises {
    private final Map<String, Person> people = new HashMap<>();
    private final Map<List<Object>, Boolean> heldOut = new HashMap<>();
    private Map<String, Playbook> playbooks = Map.of();
    private long triggers;
    private long holdouts;

    /** Somebody, under one id or several. */
    private static final class Person {
        private final Set<String> ids = new HashSet<>();
        private final List<StrategyTriggered> had = new ArrayList<>();
        private final Set<String> closed = new HashSet<>();
        private boolean allClosed;
        private boolean consents;
        private Instant consentedAt = Instant.MIN;
    }

    /** From now on these act. */
    void act(List<Playbook> now) {
        playbooks = new HashMap<>();
        now.forEach(playbook -> playbooks.put(playbook.segmentation(), playbook));
    }

    /** Wants nothing more through a channel; null for all. */
    void optedOut(String id, @Nullable String channel) {
        Person person = person(id);
        if (channel == null) {
            person.allClosed = true;
        } else {
            person.closed.add(channel);
        }
    }

    /** Gave their consent, or took it back; the latest counts, whenever it is told. */
    void consented(String id, boolean consents, Instant at) {
        Person person = person(id);
        if (at.isAfter(person.consentedAt)) {
            person.consents = consents;
            person.consentedAt = at;
        }
    }

    /** Two ids are one person's, who had all that either had. */
    void merged(String from, String into) {
        Person one = person(from);
        Person other = person(into);
        if (one == other) {
            return;
        }
        other.ids.addAll(one.ids);
        other.had.addAll(one.had);
        other.closed.addAll(one.closed);
        other.allClosed |= one.allClosed;
        if (one.consentedAt.isAfter(other.consentedAt)) {
            other.consents = one.consents;
            other.consentedAt = one.consentedAt;
        }
        one.ids.forEach(id -> people.put(id, other));
    }

    /** Whoever comes under one of the person's ids is somebody new. */
    void erased(String id) {
        List.copyOf(person(id).ids).forEach(people::remove);
    }

    private Person person(String id) {
        return people.computeIfAbsent(id, nobody -> {
            Person person = new Person();
            person.ids.add(id);
            return person;
        });
    }

    /** How many triggers there were. */
    long triggers() {
        return triggers;
    }

    /** How many of them told that a customer is held out. */
    long holdouts() {
        return holdouts;
    }

    /** Holds a trigger against all that came before. */
    void check(StrategyTriggered trigger) {
        Person person = person(trigger.getUserId());
        Playbook playbook = Objects.requireNonNull(playbooks.get(trigger.getSegmentation()));
        assertThat(trigger.getPlaybookRevision()).isEqualTo(playbook.revision());
        Strategy strategy = strategy(playbook, trigger.getStrategy());
        List<StrategyTriggered> own = person.had.stream()
                .filter(had -> isOf(had, playbook, strategy.id()))
                .toList();
        assertCap(playbook.cap(), person.had, trigger);
        if (strategy.cap() != null) {
            assertCap(strategy.cap(), own, trigger);
        }
        assertThat(own)
                .as("within the cooldown %s before %s", strategy.cooldown(), trigger)
                .noneMatch(had -> Duration.between(had.getTimestamp(), trigger.getTimestamp())
                                .abs()
                                .compareTo(strategy.cooldown())
                        < 0);
        assertThat(person.had)
                .as("while an offer of the group %s is open: %s", strategy.group(), trigger)
                .noneMatch(had -> playbook.strategies().stream()
                        .filter(other -> strategy.group() != null
                                && strategy.group().equals(other.group())
                                && !other.id().equals(strategy.id()))
                        .anyMatch(other -> isOf(had, playbook, other.id())
                                && trigger.getTimestamp()
                                        .isBefore(had.getTimestamp().plus(other.expiry()))));
        assertThat(person.allClosed || person.closed.contains(trigger.getChannel()))
                .as("opted out of the channel of %s", trigger)
                .isFalse();
        assertThat(strategy.consent() == null || person.consents)
                .as("consented to %s", trigger)
                .isTrue();
        assertHoldout(strategy, trigger);
        assertThat(person.had).extracting(StrategyTriggered::getId).doesNotContain(trigger.getId());
        triggers++;
        person.had.add(trigger);
    }

    /** There is no stretch of time with the trigger in it that has more. */
    private static void assertCap(FrequencyCap cap, List<StrategyTriggered> had, StrategyTriggered trigger) {
        List<Instant> times = Stream.concat(had.stream(), Stream.of(trigger))
                .map(StrategyTriggered::getTimestamp)
                .sorted()
                .toList();
        Instant at = trigger.getTimestamp();
        for (Instant from : times) {
            Instant to = from.plus(cap.within());
            if (!from.isAfter(at) && to.isAfter(at)) {
                assertThat(times.stream().filter(time -> !time.isBefore(from) && time.isBefore(to)))
                        .as("%d within %s, with %s", cap.most(), cap.within(), trigger)
                        .hasSizeLessThanOrEqualTo(cap.most());
            }
        }
    }

    /** Whether a customer is held out of a strategy is always the same, and who is, is offered no way of it. */
    private void assertHoldout(Strategy strategy, StrategyTriggered trigger) {
        boolean heldOutBefore = heldOut.computeIfAbsent(
                List.of(trigger.getSegmentation(), strategy.id(), strategy.holdout(), trigger.getUserId()),
                first -> trigger.getHoldout());
        assertThat(trigger.getHoldout()).isEqualTo(heldOutBefore);
        assertThat(trigger.getVariant() == null)
                .isEqualTo(trigger.getHoldout() || strategy.variants().isEmpty());
        if (trigger.getHoldout()) {
            holdouts++;
        }
    }

    private static Strategy strategy(Playbook playbook, String id) {
        return playbook.strategies().stream()
                .filter(strategy -> strategy.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOf(StrategyTriggered trigger, Playbook playbook, String strategy) {
        return trigger.getSegmentation().equals(playbook.segmentation())
                && trigger.getStrategy().equals(strategy);
    }
}
