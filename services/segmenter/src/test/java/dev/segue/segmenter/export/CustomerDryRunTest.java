package dev.segue.segmenter.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.strategy.OutcomesSoFar;
import dev.segue.segmentation.strategy.Strategies;
import dev.segue.spec.PlaybookReader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CustomerDryRunTest {
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));
    private static final long NOW = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();
    private static final Strategies STRATEGIES = new Strategies(PlaybookReader.parse("sorry.yaml", """
            segmentation: value
            strategies:
              - {id: spring, when: {season: {from: 03-01, to: 03-10}}, offer: {message: Spring}, channel: email, holdout: 0}
              - {id: sorry, when: {feedback: {complaint: true}}, offer: {message: Sorry}, channel: email, holdout: 0}
            """), null, DECAY);

    @Test
    void customersWhoCannotBeReadAreCountedAndTheOthersDecidedFor() {
        // Given
        CustomerDryRun run = new CustomerDryRun(STRATEGIES, OutcomesSoFar.NONE, NOW);

        // When
        run.add("broken", new byte[] {99, 1, 2});
        run.add("ann", new Customer().encode(new StateWriter()));

        // Then
        DryRunView view = run.view(7);
        assertThat(view.customers()).isOne();
        assertThat(view.unreadable()).isOne();
        assertThat(view.modelVersion()).isEqualTo(7);
        assertThat(view.now()).isEqualTo(Instant.ofEpochMilli(NOW));
        assertThat(view.strategies())
                .extracting(DryRunView.StrategyView::addressed)
                .containsExactly(1L, 1L);
        assertThat(view.strategies()).extracting(DryRunView.StrategyView::waits).containsExactly(false, true);
    }

    /** On event time a task may be ahead of the others, but no customer is decided for before their own last event. */
    @Test
    void noCustomerIsDecidedForBeforeTheirLastEvent() {
        // Given
        Customer ahead = new Customer();
        long later = Instant.parse("2026-03-12T12:00:00Z").toEpochMilli();
        ahead.state().apply(new Opinion("o1", later, Opinion.Kind.NPS, 9), DECAY);
        CustomerDryRun run = new CustomerDryRun(STRATEGIES, OutcomesSoFar.NONE, NOW);

        // When
        run.add("ann", ahead.encode(new StateWriter()));

        // Then
        assertThat(run.view(1).strategies().getFirst().addressed()).isZero();
    }

    @Test
    void whatInstancesTellOfTheirCustomersAddsUp() {
        // Given
        CustomerDryRun one = new CustomerDryRun(STRATEGIES, OutcomesSoFar.NONE, NOW);
        one.add("ann", new Customer().encode(new StateWriter()));
        CustomerDryRun other = new CustomerDryRun(STRATEGIES, OutcomesSoFar.NONE, NOW);
        other.add("bob", new Customer().encode(new StateWriter()));
        other.add("cat", new Customer().encode(new StateWriter()));
        other.add("broken", new byte[] {99});
        CustomerDryRun whole = new CustomerDryRun(STRATEGIES, OutcomesSoFar.NONE, NOW);
        for (String id : new String[] {"ann", "bob", "cat"}) {
            whole.add(id, new Customer().encode(new StateWriter()));
        }
        whole.add("broken", new byte[] {99});

        // When
        DryRunView sum = one.view(7).plus(other.view(7));

        // Then
        assertThat(sum).isEqualTo(whole.view(7));
        assertThat(sum.customers()).isEqualTo(3);
    }
}
