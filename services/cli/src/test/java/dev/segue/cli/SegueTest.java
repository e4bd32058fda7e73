package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegueTest {
    private static final String PORT = "SEGUE_KAFKA_PORT";

    @AfterEach
    void clear() {
        System.clearProperty(PORT);
    }

    @Test
    void shouldListItsCommands() {
        // When
        CommandRun help = CommandRun.of("--help");

        // Then
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("up ", "down ", "status ", "logs ", "test ");
    }

    @Test
    void shouldTellAnErrorInOneLine() {
        // Given
        System.setProperty(PORT, "many");

        // When
        CommandRun run = CommandRun.of("status");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().startsWith("segue: " + PORT);
    }

    @Test
    void shouldPrintTheStackTraceWhenAsked() {
        // Given
        System.setProperty(PORT, "many");

        // When
        CommandRun run = CommandRun.of("status", "--debug");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("StackException").contains("\tat dev.segue.");
    }

    @Test
    void shouldRefuseAnUnknownCommand() {
        assertThat(CommandRun.of("fly").status()).isEqualTo(2);
    }
}
