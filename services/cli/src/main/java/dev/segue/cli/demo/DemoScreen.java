package dev.segue.cli.demo;

import dev.segue.cli.show.Terminal;
import java.io.PrintWriter;

/** Where the demo shows its picture. Used by one thread. */
interface DemoScreen {
    int LEAST_COLUMNS = 80;

    /** Shows a picture, or passes it over where it comes too soon after the last. */
    void show(DemoPicture picture);

    /** A picture redrawn in place where somebody watches and there is room; lines elsewhere. */
    static DemoScreen on(PrintWriter out, Terminal terminal) {
        return terminal.interactive() && terminal.columns() >= LEAST_COLUMNS
                ? new RedrawnScreen(out, terminal)
                : new LineScreen(out);
    }
}
