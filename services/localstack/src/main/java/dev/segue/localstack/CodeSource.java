package dev.segue.localstack;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The jar or directory that a class was loaded from. */
final class CodeSource {
    private CodeSource() {}

    static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place " + type.getName() + " was loaded from is no file", e);
        }
    }
}
