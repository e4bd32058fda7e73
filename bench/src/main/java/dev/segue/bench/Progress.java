package dev.segue.bench;

import java.io.PrintWriter;

/** Shows what is going on, on a line that moves where a person watches, else a line a step. One thread. */
final class Progress {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final int PERCENT = 100;

    private final PrintWriter out;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private String step = "";

    Progress(PrintWriter out) {
        this.out = out;
    }

    void begin(String name) {
        step = name;
        if (!terminal) {
            out.println(step + " …");
        }
        show(0, 1);
    }

    void show(long done, long all) {
        if (terminal) {
            out.print("%s%s … %d %%".formatted(ERASE_LINE, step, PERCENT * done / all));
            out.flush();
        }
    }

    void end() {
        if (terminal) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }
}
