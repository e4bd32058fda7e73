package dev.segue.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the broker's and the registry's programs are laid out.
 *
 * @param root holds {@code kafka/*.jar} and {@code registry/quarkus-run.jar}
 */
public record Distribution(Path root) {
    /** The system property that says where the programs are. */
    public static final String PROPERTY = "segue.dist";

    public Distribution {
        if (!Files.isDirectory(root.resolve("kafka"))
                || !Files.isRegularFile(root.resolve("registry/quarkus-run.jar"))) {
            throw new StackException("No broker and registry programs in " + root
                    + ": the build of services/localstack lays them out; run it, or set -D" + PROPERTY);
        }
    }

    /**
     * The programs named by the system property {@value #PROPERTY}, else those beside this module's build.
     *
     * @throws StackException if there are none
     */
    public static Distribution find() {
        return new Distribution(Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .orElseGet(() -> CodeSource.of(Distribution.class).resolveSibling("dist"))
                .toAbsolutePath()
                .normalize());
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path registry() {
        return root.resolve("registry");
    }
}
