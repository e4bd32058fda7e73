package dev.segue.segmentation.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.event.CampaignMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributionTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long WEEK = 7 * DAY;

    private final Attribution attribution = new Attribution();
    private final Map<String, Arm> arms = new HashMap<>();

    @Test
    void shouldCountATriggerAtOnce() {
        count(attribution.triggered(trigger("t1", 0)));

        assertThat(arm("t1").trials()).isEqualTo(1);
        assertThat(arm("t1").conversions()).isZero();
    }

    @Test
    void shouldPutAnOrderDownToTheLatestTriggerBeforeIt() {
        count(attribution.triggered(trigger("t1", 0)));
        count(attribution.triggered(trigger("t2", 2 * DAY)));
        count(attribution.triggered(trigger("t3", 4 * DAY)));

        count(attribution.bought("o1", 3 * DAY, 500));

        assertThat(arm("t1").conversions()).isZero();
        assertThat(arm("t2").conversions()).isEqualTo(1);
        assertThat(arm("t2").revenue()).isEqualTo(500);
        assertThat(arm("t3").conversions()).isZero();
    }

    @Test
    void shouldPutAnOrderDownToWhatWasDoneRatherThanToALaterTriggerThatWasHeldOut() {
        count(attribution.triggered(trigger("t1", 0)));
        count(attribution.triggered(heldOut("h1", DAY)));
        count(attribution.triggered(heldOut("h2", 2 * DAY)));

        count(attribution.bought("o1", 3 * DAY, 500));
        count(attribution.bought("after the window of t1", WEEK + 1, 70));

        assertThat(arm("t1")).isEqualTo(armOf(true, 500, 500));
        assertThat(arm("h1")).isEqualTo(armOf(false, 0, 570));
        assertThat(arm("h2")).isEqualTo(armOf(true, 70, 570));
    }

    @Test
    void shouldStillKnowThatACustomerWhoWasLeftAloneBoughtWhenTheTriggerTheOrderIsPutDownToIsForgotten() {
        count(attribution.triggered(trigger("t1", 0)));
        count(attribution.triggered(heldOut("h1", DAY)));
        count(attribution.bought("o1", 2 * DAY, 500));

        for (int i = 1; i < Attribution.MOST_TRIGGERS; i++) {
            count(attribution.triggered(trigger("t1" + i, (10 + i) * DAY)));
        }
        count(attribution.message("h1", CampaignMessage.Kind.OPENED));

        assertThat(arm("t1")).isEqualTo(armOf(true, 500, 500));
        assertThat(arm("h1").spent()).isEqualTo(500);
        assertThat(arm("h1").buyers()).isEqualTo(1);
        assertThat(arm("h1").opened()).isEqualTo(1);
    }

    @Test
    void shouldNotForgetAnOrderOverReturnsOfOrdersThatNeverCame() {
        count(attribution.triggered(trigger("t1", 0)));
        count(attribution.bought("o1", DAY, 500));
        for (int i = 0; i <= Attribution.MOST_ORDERS; i++) {
            count(attribution.returned("unknown-" + i, 2 * DAY, 10));
        }

        count(attribution.returned("o1", 3 * DAY, 500));

        assertThat(arm("t1").conversions()).isZero();
        assertThat(arm("t1").revenue()).isZero();
    }

    @Test
    void shouldTellEveryTriggerThatTheCustomerBoughtInItsWindow() {
        count(attribution.triggered(trigger("t1", 0)));
        count(attribution.triggered(trigger("t2", 2 * DAY)));

        count(attribution.bought("o1", 3 * DAY, 500));
        count(attribution.returned("o1", 4 * DAY, 100));

        assertThat(arm("t1").conversions()).isZero();
        assertThat(arm("t1").buyers()).isEqualTo(1);
        assertThat(arm("t1").spent()).isEqualTo(400);
        assertThat(arm("t2").buyers()).isEqualTo(1);
        assertThat(arm("t2").spent()).isEqualTo(400);
    }

    @Test
    void shouldNotCountWhatHappenedAtTheSameMomentOrAfterTheWindow() {
        count(attribution.triggered(trigger("t1", 0)));

        count(attribution.bought("cause", 0, 1));
        count(attribution.bought("too late", WEEK + 1, 10));
        assertThat(arm("t1").revenue()).isZero();

        count(attribution.bought("first", 1, 100));
        count(attribution.bought("last", WEEK, 1000));
        assertThat(arm("t1").revenue()).isEqualTo(1100);
    }

    @Test
    void shouldConvertATriggerOnceHoweverManyOrdersFollow() {
        count(attribution.triggered(trigger("t1", 0)));

        count(attribution.bought("o1", DAY, 100));
        count(attribution.bought("o2", 2 * DAY, 200));

        assertThat(arm("t1").conversions()).isEqualTo(1);
        assertThat(arm("t1").revenue()).isEqualTo(300);
    }

    @Test
    void shouldPutAllRecordsOfAnOrderDownToWhatItsEarliestIsPutDownTo() {
        count(attribution.triggered(trigger("t1", 0)));
        count(attribution.triggered(trigger("t2", 2 * DAY)));

        count(attribution.bought("o1", 3 * DAY, 200));
        count(attribution.returned("o1", 4 * DAY, 250));
        count(attribution.bought("o1", DAY, 100));
        count(attribution.boughtMore("o1", 20 * DAY, 30));
        count(attribution.boughtMore("another", 20 * DAY, 1000));

        assertThat(arm("t1")).isEqualTo(armOf(true, 80, 80));
        assertThat(arm("t2")).isEqualTo(armOf(false, 0, 0));
    }

    @Test
    void shouldTakeBackWhatIsReturnedAndTheConversionWithTheLastOfIt() {
        count(attribution.triggered(trigger("t1", 0)));
        count(attribution.bought("o1", DAY, 100));
        count(attribution.bought("o2", DAY, 50));

        count(attribution.returned("o1", 20 * DAY, 60));
        assertThat(arm("t1").revenue()).isEqualTo(90);

        count(attribution.returned("o1", 21 * DAY, 60));
        assertThat(arm("t1").revenue()).isEqualTo(50);
        assertThat(arm("t1").conversions()).isEqualTo(1);

        count(attribution.returned("o2", 22 * DAY, 50));
        assertThat(arm("t1").revenue()).isZero();
        assertThat(arm("t1").conversions()).isZero();
        assertThat(arm("t1").trials()).isEqualTo(1);
    }

    @Test
    void shouldKeepAnOrderThatCostNothing() {
        count(attribution.triggered(trigger("t1", 0)));

        count(attribution.bought("free", DAY, 0));

        assertThat(arm("t1").conversions()).isEqualTo(1);
    }

    @Test
    void shouldMoveAnOrderToATriggerThatComesLate() {
        count(attribution.triggered(trigger("t1", 0)));
        count(attribution.bought("o1", 3 * DAY, 100));

        count(attribution.triggered(trigger("t2", 2 * DAY)));

        assertThat(arm("t1").conversions()).isZero();
        assertThat(arm("t1").revenue()).isZero();
        assertThat(arm("t2").conversions()).isEqualTo(1);
    }

    @Test
    void shouldJoinMessagesToTheirTriggerOnceEach() {
        count(attribution.triggered(trigger("t1", 0)));
        count(attribution.triggered(trigger("t2", DAY)));

        for (CampaignMessage.Kind kind : CampaignMessage.Kind.values()) {
            count(attribution.message("t1", kind));
            count(attribution.message("t1", kind));
        }
        count(attribution.message("unknown", CampaignMessage.Kind.OPENED));

        Arm arm = arm("t1");
        assertThat(List.of(arm.sent(), arm.opened(), arm.clicked(), arm.accepted(), arm.unsubscribed()))
                .containsOnly(1L);
        assertThat(arm.conversions()).isZero();
        assertThat(arm("t2").sent()).isZero();
    }

    @Test
    void shouldLetAForgottenTriggerKeepWhatItWasCreditedWith() {
        count(attribution.triggered(trigger("t0", 0)));
        count(attribution.bought("o0", 1, 100));

        for (int i = 1; i <= Attribution.MOST_TRIGGERS; i++) {
            count(attribution.triggered(trigger("t" + i, i * DAY)));
        }
        // A trigger that comes late would claim the order, were it still there.
        count(attribution.triggered(trigger("late", -DAY)));
        count(attribution.returned("o0", 2 * DAY, 100));
        count(attribution.message("t0", CampaignMessage.Kind.OPENED));

        assertThat(arm("t0")).isEqualTo(armOf(true, 100, 100));
        assertThat(arm("late")).isEqualTo(armOf(false, 0, 0));
    }

    @Test
    void shouldLetAForgottenOrderStayCredited() {
        count(attribution.triggered(trigger("t1", 0)));
        for (int i = 1; i <= Attribution.MOST_ORDERS + 1; i++) {
            count(attribution.bought("o" + i, i, 10));
        }

        // The first order is the one forgotten.
        count(attribution.returned("o1", DAY, 10));
        count(attribution.returned("o3", DAY, 10));

        assertThat(arm("t1").revenue()).isEqualTo(10 * Attribution.MOST_ORDERS);
    }

    @Test
    void shouldFollowTheTriggersOfACustomerWhoTurnsOutToBeThisOne() {
        count(attribution.triggered(trigger("t1", 0)));
        Attribution other = new Attribution();
        count(other.triggered(trigger("t2", DAY)));
        count(attribution.bought("o1", 2 * DAY, 100));
        count(other.bought("o2", 2 * DAY, 10));

        count(attribution.merge(other));

        assertThat(arm("t1")).isEqualTo(armOf(false, 0, 110));
        assertThat(arm("t2")).isEqualTo(armOf(true, 110, 110));
    }

    private void count(List<OutcomeChange> changes) {
        for (OutcomeChange change : changes) {
            arms.merge(change.arm().strategy(), Arm.EMPTY.with(change), Arm::plus);
        }
    }

    private Arm arm(String trigger) {
        return arms.getOrDefault(trigger, Arm.EMPTY);
    }

    private static Arm armOf(boolean converted, long revenue, long spent) {
        return Arm.EMPTY.with(new OutcomeChange(
                key("any"),
                null,
                new TriggerOutcome(false, false, false, false, false, converted, revenue, spent > 0, spent, 1)));
    }

    private static Trigger trigger(String id, long at) {
        return Trigger.of(id, key(id), at, WEEK);
    }

    private static Trigger heldOut(String id, long at) {
        return Trigger.of(id, key(id, true), at, WEEK);
    }

    /** An arm for each trigger, so that each can be told apart. */
    private static ArmKey key(String trigger) {
        return key(trigger, false);
    }

    private static ArmKey key(String trigger, boolean holdout) {
        return new ArmKey("value", "value-1", 1, trigger, null, holdout);
    }
}
