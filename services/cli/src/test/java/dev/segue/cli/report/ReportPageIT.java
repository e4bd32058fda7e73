package dev.segue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser; skipped where there is none. */
class ReportPageIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    static Path directory;

    private static @Nullable Chromium browser;

    @SuppressWarnings("NullAway.Init") // start() sets it.
    private static Path page;

    @SuppressWarnings("NullAway.Init") // open() sets it.
    private Chromium.Tab tab;

    @BeforeAll
    static void start() throws IOException {
        browser = Chromium.start();
        page = Files.writeString(directory.resolve("report.html"), ReportPage.of(ReportFixture.history()));
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    private void open(Path file, int width, boolean dark) {
        tab = Objects.requireNonNull(browser).open(file.toUri().toString(), width, dark);
    }

    @AfterEach
    void closeTab() {
        tab.close();
    }

    private JsonNode evaluate(String expression) {
        return new ObjectMapper().valueToTree(tab.page().evaluate(expression));
    }

    @ParameterizedTest
    @CsvSource({"375, false", "375, true", "1400, false", "1400, true", "1920, false"})
    void nothingFailsNothingIsLoadedAndNothingOverflowsAtAnyWidthInEitherTheme(int width, boolean dark)
            throws IOException {
        // When
        open(page, width, dark);

        // Then
        assertThat(evaluate("document.documentElement.dataset.theme").asText()).isEqualTo(dark ? "dark" : "light");
        assertThat(evaluate("document.querySelectorAll('.chart svg').length").asInt())
                .as("charts drawn")
                .isEqualTo(
                        evaluate("document.querySelectorAll('.chart').length").asInt())
                .isEqualTo(9);
        assertThat(evaluate("document.documentElement.scrollWidth").asInt())
                .as("the page scrolls down only")
                .isLessThanOrEqualTo(width);
        assertThat(tab.complaints()).isEmpty();
        assertThat(tab.requests()).containsExactly(page.toUri().toString());
    }

    /** As the Web Content Accessibility Guidelines 2.1 ask for at level AA (success criterion 1.4.3). */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTextStandsOutFromItsBackground(boolean dark) {
        // Given
        open(page, 1400, dark);

        // When
        JsonNode faint = evaluate("""
                (() => {
                  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
                  const over = (top, bottom) => {
                    const alpha = top[3] === undefined ? 1 : top[3];
                    return [0, 1, 2].map(i => alpha * top[i] + (1 - alpha) * bottom[i]);
                  };
                  const behind = element => {
                    const below = element.parentElement ? behind(element.parentElement) : [255, 255, 255];
                    return over(parts(getComputedStyle(element).backgroundColor), below);
                  };
                  const luminance = colour => colour.map(part => part / 255)
                    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
                  const contrast = (one, other) => {
                    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
                    return (high + 0.05) / (low + 0.05);
                  };
                  return [...document.querySelectorAll('body *')]
                    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
                    .filter(element => !['SCRIPT', 'NOSCRIPT'].includes(element.tagName))
                    .filter(element => {
                      const style = getComputedStyle(element);
                      const colour = element.namespaceURI.endsWith('svg') ? style.fill : style.color;
                      return contrast(parts(colour), behind(element)) < 4.5;
                    })
                    .map(element => element.textContent.trim());
                })()""");

        // Then
        assertThat(faint).isEmpty();
    }

    @Test
    void theHeatMapHasTheZScoresThatSetTheSegmentsApartMostFirst() {
        // When
        open(page, 1400, false);

        // Then
        assertThat(rows("#heat"))
                .containsExactly(
                        List.of("monetary", "+0.42", "+1.63", "−1.07", "−0.35"),
                        List.of("recency_days", "−0.31", "−0.52", "+0.11", "+1.87"),
                        List.of("profile.income", "+0.18", "+1.31", "−0.98", "+0.04"),
                        List.of("channel_share.catalogue", "+0.05", "+1.48", "−0.66", "−0.12"),
                        List.of("category_share.wine", "−0.22", "+1.12", "−0.41", "+0.13"),
                        List.of("profile.profession=Artist", "−0.11", "+0.02", "+0.36", "−0.21"));
    }

    @Test
    void theNumbersOnThePageAreThoseOfTheReport() {
        // When
        open(page, 1400, false);

        // Then
        assertThat(rows("#segments table").get(3))
                .containsExactly(
                        "Bought <long> ago & seldom value-6",
                        "bought-long-ago",
                        "307",
                        "13.9 %",
                        "123,456.78",
                        "52.63",
                        "62.0 %");
        assertThat(rows("#choice figure:nth-of-type(1) table"))
                .contains(List.of("4, chosen", "6,123.50"), List.of("6", "5,402.80"));
        assertThat(rows("#choice figure:nth-of-type(4) table")).contains(List.of("3", "1.1876"));
        assertThat(rows("#noise table"))
                .containsExactly(
                        List.of("Variance within the segments", "46.2 %", "80.1 %", "78.9 %"),
                        List.of("Silhouette", "0.2987", "0.1204", "–"));
        assertThat(rows("#value table").getFirst())
                .containsExactly("r", "0.2426", "BG/NBD: shape of the purchase rate");
        assertThat(rows("#drift table").getFirst()).containsExactly("monetary", "0.3112");
        assertThat(evaluate("document.getElementById('noise').textContent").asText())
                .contains("54 % of the variance");
    }

    @Test
    void lineageGateAndMigrationAreToldInWords() {
        // When
        open(page, 1400, false);

        // Then
        assertThat(rows("#lineage table").stream().map(row -> row.get(0) + " " + row.get(2) + " " + row.get(3)))
                .containsExactly(
                        "v2 Low spend · low income value-4 was born",
                        "v2 value-5 retired",
                        "v3 High spend · bought recently value-1 lives on, its centre moved by 0.127",
                        "v3 High spend · catalogue · high income value-2 lives on, its centre moved by 0.305",
                        "v3 Low spend · low income value-4 lives on, its centre moved by 0.089",
                        "v3 Bought <long> ago & seldom value-6 split off from High spend · bought recently value-1",
                        "v3 value-3 merged into Low spend · low income value-4");
        assertThat(evaluate("document.getElementById('gate').textContent").asText())
                .contains("Not passed: it waits for a person. Held against v2.")
                .contains("it would move 37.4 % of the customers, more than the 30 % allowed");
        assertThat(rows("#migration"))
                .contains(
                        List.of("High spend · bought recently value-1", "790", "·", "·", "301"),
                        List.of("unassigned", "·", "·", "·", "9"));
    }

    @Test
    void theDendrogramIsCutIntoAsManyClustersAsWereChosen() {
        // When
        open(page, 1400, false);

        // Then
        assertThat(rows("#hierarchy table"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.get(2)).isEqualTo("100.0 %"));
    }

    @Test
    void theSpaceTurnsByTheKeyboard() {
        // Given
        open(page, 1400, false);
        String picture = "document.querySelector('canvas').toDataURL()";
        String before = evaluate(picture).asText();

        // When
        evaluate("document.querySelector('canvas').focus()");
        tab.page().keyboard().press("ArrowLeft");
        String turned = evaluate(picture).asText();
        tab.page().keyboard().press("0");

        // Then
        assertThat(turned).isNotEqualTo(before);
        assertThat(evaluate(picture).asText()).isEqualTo(before);
    }

    @Test
    void aSegmentCanBeHiddenInTheSpace() {
        // Given
        open(page, 1400, false);
        String before = evaluate("document.querySelector('canvas').toDataURL()").asText();

        // When
        evaluate("document.querySelector('.legend button').click()");

        // Then
        assertThat(evaluate("document.querySelector('.legend button').getAttribute('aria-pressed')")
                        .asText())
                .isEqualTo("false");
        assertThat(evaluate("document.querySelector('canvas').toDataURL()").asText())
                .isNotEqualTo(before);
    }

    @Test
    void theThemeCanBeChanged() {
        // Given
        open(page, 1400, false);

        // When
        evaluate("document.getElementById('theme').click()");

        // Then
        assertThat(evaluate("document.documentElement.dataset.theme").asText()).isEqualTo("dark");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void withoutAReportThePageSaysSoAndShowsTheModel() throws IOException {
        // Given
        Path plain = Files.writeString(directory.resolve("plain.html"), ReportPage.of(ReportFixture.withoutReport()));

        // When
        open(plain, 1400, false);

        // Then
        assertThat(tab.complaints()).isEmpty();
        assertThat(evaluate("document.getElementById('overview').textContent").asText())
                .contains("No training report is kept for this version");
        assertThat(rows("#segments table")).hasSize(4);
        assertThat(evaluate("document.getElementById('lineage').textContent").asText())
                .contains("nothing came before them");
    }

    /** The cells of a table's body, each as somebody reads it. */
    private List<List<String>> rows(String table) {
        JsonNode cells = evaluate("""
                [...document.querySelector(%s).tBodies[0].rows].map(row =>
                  [...row.cells].map(cell => cell.textContent.replace(/\\s+/g, ' ').trim()))""".formatted('"' + table + '"'));
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : cells) {
            List<String> texts = new ArrayList<>();
            row.forEach(cell -> texts.add(cell.asText()));
            rows.add(texts);
        }
        return rows;
    }
}
