package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class TetherTest {
    @Test
    void shouldBeReleasedByTheByteThatMeansIt() {
        assertThat(Tether.isReleased(new ByteArrayInputStream(new byte[] {(byte) Tether.RELEASE})))
                .isTrue();
    }

    @Test
    void shouldNotBeReleasedByTheEndOfTheStartingProcess() {
        assertThat(Tether.isReleased(InputStream.nullInputStream())).isFalse();
    }

    @Test
    void shouldNotBeReleasedByABrokenPipe() {
        // Given
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken pipe");
            }
        };

        // Then
        assertThat(Tether.isReleased(broken)).isFalse();
    }
}
