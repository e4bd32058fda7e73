package dev.segue.console.settings;

import dev.segue.avro.topics.TopicCatalogue;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the console runs; properties under {@code segue}, each also settable by an environment variable such as
 * {@code SEGUE_PREFIX}.
 *
 * @param prefix put before topic names, groups and client ids
 * @param inputPrefix put before the names of the segmenter's input topics instead; null for the same
 * @param currency ISO 4217 code of all amounts
 * @param clock what "now" is for the segmenter, {@code event} or {@code wall}: only told to those who ask
 * @param console further settings
 */
@ConfigurationProperties("segue")
public record ConsoleConfig(
        @Bindable(defaultValue = "segue.") String prefix,
        @Nullable String inputPrefix,
        @Bindable(defaultValue = "GBP") String currency,
        @Bindable(defaultValue = "wall") String clock,
        Console console) {

    /** The topics by their names. */
    public TopicCatalogue topics() {
        return new TopicCatalogue(prefix, Objects.requireNonNullElse(inputPrefix, prefix));
    }

    /** The segmenter's consumer group. */
    public String segmenterGroup() {
        return prefix + "segmenter";
    }

    /**
     * Further settings.
     *
     * @param segmenters base addresses of instances of the segmenter; one is enough, as they know each other
     * @param trainer base address of the trainer
     * @param history latest changes and triggers kept in memory, 1,000 or more
     * @param login whether who asks must say who they are; where not, only this machine is answered
     * @param sessionSecret signs who has logged in: one and the same for several consoles, of 32 characters or more; empty for one
     *     that lasts as long as the console
     * @param tokens which tokens of an identity provider are taken
     */
    @ConfigurationProperties("console")
    public record Console(
            List<URI> segmenters,
            URI trainer,
            int history,
            boolean login,
            @Bindable(defaultValue = "") String sessionSecret,
            Tokens tokens) {
        private static final int LEAST_SECRET = 32;

        /**
         * @throws IllegalArgumentException naming the property and what would be right
         */
        public Console {
            if (segmenters.isEmpty()) {
                throw new IllegalArgumentException(
                        "segue.console.segmenters must name a segmenter, such as http://127.0.0.1:8082");
            }
            if (history < 1_000) {
                throw new IllegalArgumentException("segue.console.history must be 1000 or more, not " + history);
            }
            if (!sessionSecret.isEmpty() && sessionSecret.length() < LEAST_SECRET) {
                throw new IllegalArgumentException(
                        "segue.console.session-secret must have %d characters or more, not %d"
                                .formatted(LEAST_SECRET, sessionSecret.length()));
            }
            segmenters = List.copyOf(segmenters);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Console[segmenters=%s, trainer=%s, history=%d, login=%s, tokens=%s]"
                    .formatted(segmenters, trainer, history, login, tokens);
        }

        /**
         * Which tokens of an identity provider are taken, as bearers; its keys are found by the framework's own settings.
         *
         * @param issuer who must have made them; empty for none being taken
         * @param audience for whom they must have been made
         */
        @ConfigurationProperties("tokens")
        public record Tokens(
                @Bindable(defaultValue = "") String issuer,
                @Bindable(defaultValue = "segue") String audience) {}
    }
}
