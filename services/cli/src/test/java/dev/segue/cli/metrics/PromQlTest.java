package dev.segue.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void shouldFindMetricsAndNothingElse() {
        assertThat(PromQl.metrics("""
                        max by (topic, partition) (a_seconds{topic=~"b}|c", d="e"}) > 60
                        and on () sum(increase(f_total[$__rate_interval])) > 0.05 * sum (g:ratio5m offset 1h)
                        unless up == 0""")).containsExactly("a_seconds", "f_total", "g:ratio5m", "up");
        assertThat(PromQl.metrics("1 - sum without (instance) (rate(h_bucket{le=\"1.0\"}[3d])) / 1e9"))
                .containsExactly("h_bucket");
    }
}
