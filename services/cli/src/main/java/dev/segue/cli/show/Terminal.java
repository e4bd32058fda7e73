package dev.segue.cli.show;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * What the output goes to.
 *
 * @param interactive whether a person watches, so that lines may be overwritten and coloured
 * @param columns its width in characters
 * @param rows its height in lines
 */
public record Terminal(boolean interactive, int columns, int rows) {
    /** Not a terminal: a file, or a pipe, whose lines may be wide. */
    public static final Terminal NONE = new Terminal(false, 160, 0);

    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;
    private static final int ANSWER_MILLIS = 500;

    /** The terminal this process talks to, if it does. Asks it for its size. */
    public static Terminal present() {
        Console console = System.console();
        if (console == null || !console.isTerminal() || "dumb".equals(System.getenv("TERM"))) {
            return NONE;
        }
        return measured();
    }

    /** Progress in the way that suits it. */
    public Progress progress(PrintWriter out, String task, long total, String unit) {
        return interactive
                ? new BarProgress(task, total, unit)
                : new LineProgress(out, InstantSource.system(), task, total, unit);
    }

    /** A text without colours, made to fit a width. */
    public static String cut(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 1)) + "…";
    }

    private static Terminal measured() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (stty.waitFor(ANSWER_MILLIS, TimeUnit.MILLISECONDS) && stty.exitValue() == 0) {
                    String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
                    String[] rowsAndColumns = size.split(" ");
                    return new Terminal(true, Integer.parseInt(rowsAndColumns[1]), Integer.parseInt(rowsAndColumns[0]));
                }
            } finally {
                stty.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            // No stty, or an answer that is no size: the usual size is a fair guess, and never wrong by much.
            return new Terminal(true, USUAL_COLUMNS, USUAL_ROWS);
        }
        return new Terminal(true, USUAL_COLUMNS, USUAL_ROWS);
    }
}
