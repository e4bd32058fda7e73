package dev.segue.console.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.List;

/**
 * How the console runs; properties under {@code segue}, each also settable by an environment variable such as
 * {@code SEGUE_PREFIX}.
 *
 * @param prefix put before topic names, groups and client ids
 * @param currency ISO 4217 code of all amounts
 * @param clock what "now" is for the segmenter, {@code event} or {@code wall}: only told to those who ask
 * @param console further settings
 */
@ConfigurationProperties("segue")
public record ConsoleConfig(
        @Bindable(defaultValue = "segue.") String prefix,
        @Bindable(defaultValue = "GBP") String currency,
        @Bindable(defaultValue = "wall") String clock,
        Console console) {

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
     */
    @ConfigurationProperties("console")
    public record Console(
            List<URI> segmenters,
            URI trainer,
            @Bindable(defaultValue = "100000") int history) {
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
            segmenters = List.copyOf(segmenters);
        }
    }
}
