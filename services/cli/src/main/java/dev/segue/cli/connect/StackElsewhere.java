package dev.segue.cli.connect;

import dev.segue.cli.CommandFailure;
import java.net.URI;
import java.util.Optional;

/**
 * A stack that others run, such as one in containers: the environment, or else system properties of the same names, say
 * where it listens, and who asks.
 */
public final class StackElsewhere {
    /** Names the brokers, and with them says that the stack is elsewhere. */
    public static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";

    private static final String REGISTRY = "SCHEMA_REGISTRY_URL";
    private static final String SEGMENTER = "SEGUE_SEGMENTER_URL";
    private static final String TRAINER = "SEGUE_TRAINER_URL";

    private StackElsewhere() {}

    /** Whether the environment names one. */
    public static boolean isNamed() {
        return setting(KAFKA).isPresent();
    }

    /**
     * Its brokers.
     *
     * @throws CommandFailure naming the variable that is not set
     */
    public static String bootstrapServers() {
        return required(KAFKA, "kafka:9092");
    }

    /** How to get in there. */
    public static Security security() {
        return Security.of(StackElsewhere::setting);
    }

    /** All of it, as {@link #bootstrapServers}. */
    static Endpoints endpoints() {
        return new Endpoints(
                bootstrapServers(),
                required(REGISTRY, "http://registry:8080/apis/ccompat/v7"),
                segmenter(),
                trainer(),
                security());
    }

    static URI segmenter() {
        return address(SEGMENTER, "http://segmenter-1:8082");
    }

    static URI trainer() {
        return address(TRAINER, "http://trainer:8083");
    }

    private static URI address(String variable, String example) {
        String text = required(variable, example);
        if (!text.matches("https?://[^/]+/?")) {
            throw new CommandFailure("%s '%s' must be a base address, such as %s".formatted(variable, text, example));
        }
        return URI.create(text);
    }

    private static String required(String variable, String example) {
        return setting(variable)
                .orElseThrow(() -> new CommandFailure(
                        "the stack is not the local one, so %s must be set, such as %s".formatted(variable, example)));
    }

    private static Optional<String> setting(String variable) {
        return Optional.ofNullable(System.getProperty(variable))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(text -> !text.isBlank());
    }
}
