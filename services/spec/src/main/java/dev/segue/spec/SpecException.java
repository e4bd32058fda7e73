package dev.segue.spec;

import java.util.List;

/** A specification or a playbook that cannot be used. Each problem names the file, the line, the field, and what would be right. */
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    SpecException(String problem) {
        this(List.of(problem));
    }

    SpecException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** All that could be found wrong at once, in the order of the file; one or more. */
    public List<String> problems() {
        return problems;
    }
}
