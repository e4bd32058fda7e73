package dev.segue.console.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @Test
    void shouldSignAsTheTestVectorOfStandardWebhooks() {
        // Given
        Secret secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        // When
        String signature = secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330, 999_999_999),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 64})
    void shouldTakeBytesOfTheLengthsThatAreSafe(int length) {
        assertThat(Secret.of(secret(length))).hasToString("whsec_…");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void shouldRefuseOtherLengths(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of(secret(length)))
                .withMessage("secret must be whsec_ and 24 to 64 random bytes in base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_no base64 at all, but long enough for it"})
    void shouldRefuseWhatIsNoneWithoutShowingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of(text))
                .withMessage("secret must be whsec_ and 24 to 64 random bytes in base64")
                .withNoCause();
    }

    private static String secret(int length) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);
    }
}
