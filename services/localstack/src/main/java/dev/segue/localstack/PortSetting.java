package dev.segue.localstack;

import java.util.Locale;
import java.util.Optional;

/**
 * Which port a program is to have.
 *
 * @param variable the environment variable, and the system property, that sets it; named in errors
 * @param port the port, 1 to 65535, or 0 for any free one
 * @param explicit whether a person chose it: then it is that port or an error, and never another one
 */
public record PortSetting(String variable, int port, boolean explicit) {
    public PortSetting {
        if (variable.isBlank()) {
            throw new IllegalArgumentException("variable must name an environment variable");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(variable + " must be a port from 1 to 65535, or 0 for any free port");
        }
    }

    /**
     * The setting of a variable: the system property of that name, else the environment variable, else the default.
     *
     * @throws StackException if it is set to something that is no port
     */
    public static PortSetting of(String variable, int defaultPort) {
        return Optional.ofNullable(System.getProperty(variable))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(text -> !text.isBlank())
                .map(text -> parse(variable, text.strip()))
                .orElse(new PortSetting(variable, defaultPort, false));
    }

    /** Any free port; {@code program} only serves to name the setting. */
    public static PortSetting anyFree(String program) {
        return new PortSetting("SEGUE_" + program.toUpperCase(Locale.ROOT) + "_PORT", 0, false);
    }

    static PortSetting parse(String variable, String text) {
        try {
            return new PortSetting(variable, Integer.parseInt(text), true);
        } catch (IllegalArgumentException e) {
            throw new StackException(
                    variable + " must be a port from 1 to 65535, or 0 for any free port, not \"" + text + "\"", e);
        }
    }
}
