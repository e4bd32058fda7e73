package dev.segue.cli.connect;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.CommandFailure;
import java.util.Currency;
import java.util.Optional;

/**
 * What the command line must have in common with the services.
 *
 * @param topics the topics, and with them the prefix of all names
 * @param currency ISO 4217 code of all amounts
 */
public record StreamSettings(TopicCatalogue topics, String currency) {
    /** The environment variable of the prefix of topics, groups and clients. */
    public static final String PREFIX = "SEGUE_PREFIX";
    /** The environment variable of the prefix of input topics, where it is another. */
    public static final String INPUT_PREFIX = "SEGUE_INPUT_PREFIX";
    /** The environment variable of the currency. */
    public static final String CURRENCY = "SEGUE_CURRENCY";

    private static final String DEFAULT_PREFIX = "segue.";
    private static final String DEFAULT_CURRENCY = "GBP";

    /**
     * @throws IllegalArgumentException when the currency is none
     */
    public StreamSettings {
        try {
            currency = Currency.getInstance(currency).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s '%s' must be an ISO 4217 code, such as GBP".formatted(CURRENCY, currency), e);
        }
    }

    /**
     * As the system properties or else the environment say; prefix {@code segue.} and GBP where they do not.
     *
     * @throws CommandFailure when a setting is none
     */
    public static StreamSettings configured() {
        try {
            String prefix = setting(PREFIX, DEFAULT_PREFIX);
            return new StreamSettings(
                    new TopicCatalogue(prefix, setting(INPUT_PREFIX, prefix)), setting(CURRENCY, DEFAULT_CURRENCY));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    "the environment cannot be used (%s, %s, %s): %s"
                            .formatted(PREFIX, INPUT_PREFIX, CURRENCY, e.getMessage()),
                    e);
        }
    }

    /** The segmenter's consumer group, which is also its Kafka Streams application id. */
    public String segmenterGroup() {
        return topics.prefix() + "segmenter";
    }

    private static String setting(String variable, String otherwise) {
        return Optional.ofNullable(System.getProperty(variable))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .orElse(otherwise);
    }
}
