package dev.segue.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The page: its parts stand beside this class; everything goes into one file. */
final class ReportPage {
    private static final List<String> SCRIPTS = List.of("look.js", "scatter.js", "dendrogram.js", "page.js");
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    private ReportPage() {}

    /** The page about a version of a model. */
    static String of(ModelHistory history) {
        String title = "%s v%d · Segue"
                .formatted(history.model().segmentation(), history.model().version());
        String script = SCRIPTS.stream().map(ReportPage::resource).collect(Collectors.joining("\n"));
        return resource("page.html")
                .replace("{{title}}", escaped(title))
                .replace("{{css}}", resource("page.css"))
                .replace("{{echarts}}", resource(ECHARTS))
                .replace("{{script}}", script)
                .replace("{{data}}", inScript(ReportJson.of(history)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** JSON says the same with its angle brackets written as numbers, and cannot end the element it stands in. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String resource(String name) {
        try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the class path has no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
