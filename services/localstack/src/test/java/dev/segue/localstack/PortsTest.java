package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final PortSetting BY_DEFAULT = new PortSetting("SEGUE_KAFKA_PORT", 9092, false);
    private static final PortSetting CHOSEN = new PortSetting("SEGUE_KAFKA_PORT", 9092, true);

    private final List<StackEvent> events = new ArrayList<>();

    private int choose(PortSetting setting, OptionalInt last, Integer... taken) {
        return Ports.choose(
                "kafka", setting, last, events::add, port -> !Set.of(taken).contains(port));
    }

    @Test
    void shouldTakeTheDefaultPort() {
        assertThat(choose(BY_DEFAULT, OptionalInt.empty())).isEqualTo(9092);
    }

    @Test
    void shouldTakeTheLastPortAgainSoThatOthersStillFindTheProgram() {
        assertThat(choose(BY_DEFAULT, OptionalInt.of(40_000))).isEqualTo(40_000);
    }

    @Test
    void shouldTakeTheDefaultPortWhenTheLastOneIsTaken() {
        assertThat(choose(BY_DEFAULT, OptionalInt.of(40_000), 40_000)).isEqualTo(9092);
    }

    @Test
    void shouldTakeAFreePortAndSaySoWhenTheDefaultIsTaken() {
        // When
        int port = choose(BY_DEFAULT, OptionalInt.empty(), 9092);

        // Then
        assertThat(port).isNotEqualTo(9092).isPositive();
        assertThat(events)
                .singleElement()
                .asString()
                .contains("9092")
                .contains(Integer.toString(port))
                .contains("SEGUE_KAFKA_PORT");
    }

    @Test
    void shouldTakeTheChosenPortEvenIfItHadAnotherOneLast() {
        assertThat(choose(CHOSEN, OptionalInt.of(40_000))).isEqualTo(9092);
    }

    @Test
    void shouldRefuseAChosenPortThatIsTakenAndSayWhatToSet() {
        assertThatThrownBy(() -> choose(CHOSEN, OptionalInt.of(40_000), 9092))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("9092")
                .hasMessageContaining("kafka")
                .hasMessageContaining("SEGUE_KAFKA_PORT");
    }

    @Test
    void shouldTakeAnyFreePortForZero() {
        // Given
        PortSetting zero = new PortSetting("SEGUE_KAFKA_PORT", 0, true);

        // Then
        assertThat(choose(zero, OptionalInt.empty())).isPositive();
        assertThat(events).isEmpty();
    }

    @Test
    void shouldSeeThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void shouldSeeThatAPortIsTakenByAWildcardListener() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void shouldSeeThatAPortIsFree() {
        assertThat(Ports.isFree(Ports.free())).isTrue();
    }
}
