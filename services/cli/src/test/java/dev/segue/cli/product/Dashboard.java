package dev.segue.cli.product;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.segue.cli.Chromium;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of the console in a browser, and what it shows, as text.
 *
 * @param tab where it is open
 */
record Dashboard(Chromium.Tab tab) implements AutoCloseable {
    /** What a person reads first in an element, without what is said in small print or to screen readers only. */
    private static final String TEXT = """
            element => {
              const copy = element.cloneNode(true);
              copy.querySelectorAll('small, .slug, .unseen, svg, .share').forEach(part => part.remove());
              return copy.textContent.replace(/\\s+/g, ' ').trim();
            }""";

    Page page() {
        return tab.page();
    }

    /** Waits until nothing is being loaded. */
    Dashboard settled() {
        page().waitForSelector("main h1");
        assertThat(page().locator(".skeleton, [aria-busy=true]")).hasCount(0);
        return this;
    }

    /** The text of the first element that a selector finds. */
    String text(String selector) {
        return (String) page().locator(selector).first().evaluate(TEXT);
    }

    /** The texts of all elements that a selector finds. */
    List<String> texts(String selector) {
        List<String> texts = new ArrayList<>();
        for (Object text : (List<?>) page().evaluate(
                        "selector => [...document.querySelectorAll(selector)].map(%s)".formatted(TEXT), selector)) {
            texts.add((String) text);
        }
        return texts;
    }

    /** Figures that stand side by side under a label, by name. */
    Texts figures(String label) {
        String within = "[aria-label='%s']".formatted(label);
        return Texts.of(texts(within + " dt"), texts(within + " dd"));
    }

    /** The rows of the table with this caption, each with its cells by the names of the columns. */
    List<Texts> table(String caption) {
        List<Texts> rows = new ArrayList<>();
        Object cells = page().evaluate("""
                caption => [...document.querySelectorAll('table')]
                  .filter(table => table.caption.textContent === caption).slice(0, 1)
                  .flatMap(table => [table.tHead.rows[0], ...table.tBodies[0].rows])
                  .map(row => [...row.cells].map(%s))""".formatted(TEXT), caption);
        List<List<String>> texts = ((List<?>) cells)
                .stream()
                        .map(row ->
                                ((List<?>) row).stream().map(String.class::cast).toList())
                        .toList();
        for (List<String> row : texts.subList(Math.min(1, texts.size()), texts.size())) {
            rows.add(Texts.of(texts.getFirst(), row));
        }
        return rows;
    }

    /** Clicks the button whose name, as screen readers say it, begins like this. */
    void click(String name) {
        page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    @Override
    public void close() {
        tab.close();
    }
}
