package dev.segue.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file. Mutable; one thread. */
final class Problems {
    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private record Problem(int line, String what) {}

    Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void note(int line, String what) {
        problems.add(new Problem(line, what));
    }

    /**
     * @throws SpecException where something is wrong, with all of it in the order of the lines
     */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new SpecException(problems.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(problem -> "%s, line %d: %s".formatted(file, problem.line(), problem.what()))
                    .toList());
        }
    }
}
