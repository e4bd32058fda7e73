package dev.segue.cli.demo;

import dev.segue.avro.SegmentChanged;
import dev.segue.cli.show.ChangeText;
import dev.segue.cli.show.SegmentTable;
import dev.segue.cli.show.Terminal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The demo on a terminal: one picture, redrawn in place. */
final class RedrawnScreen implements DemoScreen {
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final int LEAST_ROWS = 8;

    private final PrintWriter out;
    private final Terminal terminal;
    private int drawn;

    RedrawnScreen(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void show(DemoPicture picture) {
        List<String> lines = lines(picture);
        // Taller than the terminal, the top would scroll away and the next picture be drawn below.
        int rows = Math.min(lines.size(), Math.max(LEAST_ROWS, terminal.rows() - 1));
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        for (String line : lines.subList(0, rows)) {
            text.append('\r').append(line).append(CLEAR_LINE).append('\n');
        }
        out.print(text.append(CLEAR_BELOW));
        out.flush();
        drawn = rows;
    }

    private List<String> lines(DemoPicture picture) {
        List<String> lines = new ArrayList<>();
        lines.add(fit(picture.input()));
        lines.add(fit(picture.output()));
        lines.add("");
        if (picture.seen().table().isPresent()) {
            SegmentTable table = picture.seen().table().get();
            lines.add(fit(table.headline()));
            lines.addAll(table.lines(terminal));
        } else {
            lines.add("no model yet");
        }
        lines.add("");
        lines.add("moving now");
        for (SegmentChanged change : picture.seen().latest()) {
            lines.add(fit("  " + ChangeText.line(change)));
        }
        return lines;
    }

    private String fit(String line) {
        return Terminal.cut(line, terminal.columns() - 1);
    }
}
