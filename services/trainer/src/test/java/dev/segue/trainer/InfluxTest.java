package dev.segue.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InfluxTest {
    private final Influx influx = new Influx();

    @Test
    void shouldLastAsLongAsCustomersComeInNumbers() {
        for (int customers = 100; customers <= 2_000; customers += 100) {
            assertThat(influx.isOver(customers)).isFalse();
        }
    }

    @Test
    void shouldNotEndWithAPause() {
        look(1_000, 4);

        assertThat(influx.isOver(1_500)).isFalse();
        look(1_500, 4);
        assertThat(influx.isOver(1_500)).isTrue();
    }

    @Test
    void shouldBeOverWhereCustomersComeOneByOne() {
        look(1_000, 1);
        for (int customers = 1_005; customers < 1_025; customers += 5) {
            assertThat(influx.isOver(customers)).isFalse();
        }

        assertThat(influx.isOver(1_025)).isTrue();
    }

    private void look(int customers, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(influx.isOver(customers)).isFalse();
        }
    }
}
