package dev.segue.cli.product;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.segue.cli.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The console in a real browser, over the running demo: one for all tests, so they come in an order. First those for which
 * the shop must be open, then those for which it must be quiet, last those that change the model. Skipped where there is no browser.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleE2E {
    private static final String SEGMENTATION = "value";
    private static final int CUSTOMERS = 1500;
    private static final int NARROW = 375;
    private static final int WIDE = 1280;
    private static final int WIDEST = 1920;
    private static final int TABS_AT_MOST = 60;
    private static final int TABS = 8;
    private static final Duration SHOWN_FOR = Duration.ofSeconds(90);
    private static final Duration PICTURES_TAKE = Duration.ofSeconds(120);
    private static final Duration FIRST_MODEL_WITHIN = Duration.ofMinutes(4);
    private static final Duration FILLED_WITHIN = Duration.ofSeconds(10);
    private static final Duration SHOP_OPENS_WITHIN = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(2);
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private static Path directory;

    private static @Nullable Chromium browser;
    private static @Nullable LocalSegue segue;
    private static @Nullable RunningDemo demo;

    @SuppressWarnings("NullAway.Init") // start() sets it.
    private static ConsoleApi api;

    @SuppressWarnings("NullAway.Init") // start() sets it.
    private static Dashboard watched;

    @BeforeAll
    static void start() throws IOException {
        browser = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON.toMillis());
        segue = new LocalSegue(directory.resolve("home"));
        api = new ConsoleApi("http://127.0.0.1:" + segue.port("console"), SEGMENTATION);
    }

    @AfterAll
    static void end() {
        Stream.of(demo, segue, browser).filter(Objects::nonNull).forEach(ConsoleE2E::close);
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Dashboard open(String address, int width, boolean dark) {
        return new Dashboard(Objects.requireNonNull(browser).open(address, width, dark));
    }

    private static Dashboard open(ConsolePage page) {
        return open(page.address(api), WIDE, false).settled();
    }

    // ---- Before the shop opens ----

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SEGMENT", "CUSTOMER"})
    @Order(1)
    void shouldComplainOfNothingWhereThereIsNothingYet(ConsolePage page) {
        try (Dashboard empty = open(page.address(api), WIDE, false).settled()) {
            assertThat(empty.page().locator("[role=alert]")).hasCount(0);
            assertThat(empty.tab().complaints()).isEmpty();
        }
    }

    // ---- While the shop is open ----

    @Test
    @Order(2)
    void shouldFillWithinTenSecondsOfTheFirstModel() {
        // Given a page that was opened before there was anything
        watched = open(api.console(), WIDE, false);
        assertThat(watched.page().locator(".empty h2")).hasText("No customers yet");

        // When
        Duration shown = Pictures.areWanted() ? SHOWN_FOR.plus(PICTURES_TAKE) : SHOWN_FOR;
        demo = RunningDemo.start("--customers", "" + CUSTOMERS, "--for", shown.toSeconds() + "s");
        assertThat(demo.console()).as("the address the demo prints").isEqualTo(api.console());
        watched.page()
                .locator(".card-size strong")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("[1-9]")))
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(FIRST_MODEL_WITHIN.toMillis()));
        Instant filled = Instant.now();

        // Then
        Instant trained = Instant.parse(api.of("/models/1").get("trained_at").asText());
        assertThat(Duration.between(trained, filled)).isLessThan(FILLED_WITHIN);
        assertThat(watched.texts(".card h3")).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    @Test
    @Order(3)
    void shouldShowWhatHappensWithoutBeingLoadedAgain() {
        // Given
        watched.page().evaluate("window.neverLoadedAgain = true");
        List<String> moving = watched.texts(".movements .movement");
        List<String> sizes = watched.texts(".card-size strong");
        List<String> figures = watched.texts("[aria-label=Now] dd");

        // When the shop's day goes on, then
        await().atMost(SHOP_OPENS_WITHIN).untilAsserted(() -> {
            assertThat(Collections.disjoint(watched.texts(".movements .movement"), moving))
                    .isTrue();
            assertThat(watched.texts(".card-size strong")).isNotEqualTo(sizes);
            assertThat(watched.texts("[aria-label=Now] dd")).isNotEqualTo(figures);
            assertThat(watched.text(".live [role=status]")).isEqualTo("live");
            assertThat(ShownNumber.parse(watched.text(".live .rate")).value()).isPositive();
        });
        assertThat(watched.page().evaluate("window.neverLoadedAgain")).isEqualTo(true);
        assertThat(watched.tab().complaints()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pagesTheFirstLast")
    @Order(4)
    void shouldHavePicturesTakenWhereTheyAreWanted(ConsolePage page) throws IOException {
        Pictures pictures = Pictures.orSkip();
        for (int width : List.of(NARROW, WIDE)) {
            for (String theme : List.of("light", "dark")) {
                try (Dashboard shown =
                        open(page.address(api), width, theme.equals("dark")).settled()) {
                    assertThat(shown.page().locator(".live .rate")).hasCount(1);
                    pictures.take(shown, "%s-%s-%d".formatted(page.file(), theme, width));
                }
            }
        }
    }

    /** The longer the shop has been open, the more there is to see. */
    static List<ConsolePage> pagesTheFirstLast() {
        return List.of(ConsolePage.values()).reversed();
    }

    static Stream<Arguments> pagesWidthsAndThemes() {
        return Stream.of(ConsolePage.values())
                .flatMap(page -> Stream.of(NARROW, WIDEST)
                        .flatMap(width -> Stream.of(false, true).map(dark -> Arguments.of(page, width, dark))));
    }

    @ParameterizedTest
    @MethodSource("pagesWidthsAndThemes")
    @Order(5)
    void shouldBeReadableByAllAndAskNobodyElse(ConsolePage page, int width, boolean dark) {
        try (Dashboard shown = open(page.address(api), width, dark).settled()) {
            // When
            List<String> violations = new AxeBuilder(shown.page())
                    .analyze().getViolations().stream()
                            .filter(rule -> SERIOUS.contains(rule.getImpact()))
                            .map(rule -> rule.getId() + ": " + rule.getNodes())
                            .toList();

            // Then
            assertThat(violations).isEmpty();
            assertThat(shown.page().evaluate("document.documentElement.dataset.theme"))
                    .isEqualTo(dark ? "dark" : "light");
            assertThat(shown.tab().overflow()).as("the page scrolls down only").isZero();
            assertThat(shown.tab().complaints()).isEmpty();
            assertThat(shown.tab().requests())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request).startsWith(api.console() + "/"));
        }
    }

    @Test
    @Order(6)
    void shouldBeUsableByTheKeyboardAlone() {
        try (Dashboard page = open(ConsolePage.SEGMENTS)) {
            // When the first thing is chosen
            page.page().keyboard().press("Tab");
            assertThat(focused(page)).isEqualTo("Skip to the content");
            page.page().keyboard().press("Enter");

            // Then the content begins
            assertThat(page.page().locator("#main")).isFocused();

            // When
            page.page().reload();
            page.settled();
            tabTo(page, "Flows");
            assertThat(page.page().evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .as("the focus is seen")
                    .isNotEqualTo("none");
            page.page().keyboard().press("Enter");

            // Then
            assertThat(page.page().locator("h1")).hasText("Flows");
            page.settled();
            assertThat(page.page().url()).contains("/flows?");
            assertThat(page.page().locator("#main")).isFocused();

            // When
            tabTo(page, "Table of");
            page.page().keyboard().press("Space");

            // Then
            assertThat(page.table("Moves between segments")).isNotEmpty();
        }
    }

    private static void tabTo(Dashboard page, String name) {
        for (int i = 0; i < TABS_AT_MOST && !focused(page).startsWith(name); i++) {
            page.page().keyboard().press("Tab");
        }
        assertThat(focused(page)).startsWith(name);
    }

    private static String focused(Dashboard page) {
        return (String) page.page().evaluate("document.activeElement.textContent.trim()");
    }

    // ---- When the shop is closed ----

    @Test
    @Order(7)
    void theDemoShouldEndWithItsTotalsRight() throws InterruptedException {
        Objects.requireNonNull(demo).awaitEnd(SHOWN_FOR.plus(PICTURES_TAKE).plus(QUIET_WITHIN));
    }

    @ParameterizedTest
    @EnumSource
    @Order(8)
    void shouldShowWhatTheApiAnswers(ConsolePage page) {
        await().atMost(QUIET_WITHIN).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            try (Dashboard shown = open(page)) {
                page.showsWhatTheApiAnswers(shown, api);
            }
        });
    }

    @Test
    @Order(9)
    void shouldShowACustomerWhoComesWithoutBeingLoadedAgain() {
        // Given
        try (Dashboard page = open(ConsolePage.OVERVIEW)) {
            JsonNode before = api.of("/overview");
            page.page().evaluate("window.neverLoadedAgain = true");

            // When somebody orders for the first time
            order("newcomer");

            // Then
            Locator first = page.page().locator(".movements .movement").first();
            assertThat(first.getByRole(AriaRole.LINK).first()).hasText("newcomer");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(page.figures("Now").get("Customers"))
                            .isEqualTo(String.format(
                                    Locale.UK, "%,d", before.get("customers").asLong() + 1)));
            assertThat(page.page().evaluate("window.neverLoadedAgain")).isEqualTo(true);
            assertThat(api.of("/overview").get("customers").asLong())
                    .isEqualTo(before.get("customers").asLong() + 1);
        }
    }

    @Test
    @Order(10)
    void shouldBeLiveInMoreTabsThanABrowserHasConnections() throws IOException {
        try (Gate gate = new Gate(Objects.requireNonNull(segue).port("console"));
                Dashboard first = new Dashboard(Objects.requireNonNull(browser).open(overview(gate), WIDE, false))) {
            // Given many tabs of one window
            List<Dashboard> tabs = Stream.concat(
                            Stream.of(first),
                            Stream.generate(() -> new Dashboard(first.tab().beside(overview(gate))))
                                    .limit(TABS - 1))
                    .toList();
            for (Dashboard tab : tabs) {
                assertThat(tab.settled().page().locator(".live .rate")).hasCount(1);
            }

            // When something happens, then all show it
            order("beside");
            assertFirstIs("beside", tabs);

            // When it happens while the console is out of reach
            gate.shut();
            for (Dashboard tab : tabs) {
                assertThat(tab.page().locator(".live [role=status]")).hasText("reconnecting");
            }
            order("meanwhile");
            await().atMost(SOON)
                    .until(() -> api.get("/changes?limit=1")
                            .get("items")
                            .get(0)
                            .get("customer_id")
                            .asText()
                            .equals("meanwhile"));
            gate.open();

            // Then all are told of it afterwards
            assertFirstIs("meanwhile", tabs);
            assertThat(gate.through()).as("connections").isLessThanOrEqualTo(6);

            // And when the first is closed, the others go on
            first.page().close();
            order("afterwards");
            assertFirstIs("afterwards", tabs.subList(1, tabs.size()));
        }
    }

    @Test
    @Order(11)
    void shouldBeLiveWhereTabsCannotShare() {
        try (Dashboard page = open(ConsolePage.OVERVIEW)) {
            // Given a browser that knows no shared workers
            page.page().addInitScript("delete window.SharedWorker");
            page.page().reload();
            assertThat(page.settled().page().locator(".live .rate")).hasCount(1);

            // When
            order("alone");

            // Then
            assertFirstIs("alone", List.of(page));
        }
    }

    private static String overview(Gate gate) {
        return ConsolePage.OVERVIEW.address(api).replace(api.console(), gate.address());
    }

    private static void order(String customer) {
        new FirstOrder(customer, Instant.parse(api.of("/overview").get("as_of").asText())).publish();
    }

    private static void assertFirstIs(String customer, List<Dashboard> tabs) {
        for (Dashboard tab : tabs) {
            Locator first = tab.page().locator(".movements .movement").first();
            assertThat(first.getByRole(AriaRole.LINK).first()).hasText(customer);
        }
    }

    // ---- What changes the model ----

    @Test
    @Order(12)
    void shouldTrainRollBackAndPromoteByClicks() {
        try (Dashboard page = open(ConsolePage.MODEL)) {
            VersionsTable versions = new VersionsTable(page.page());
            int before = api.inForce();
            int trained =
                    api.of("/models").get("versions").get(0).get("version").asInt() + 1;

            // When a further version is asked for
            page.click("Train now");
            versions.decide("Train");

            // Then it comes into force, at once or, where it moves many, by another click
            assertThat(versions.row(trained)).isVisible();
            if (api.of("/models").get("held").asInt() == trained) {
                page.click("Put it in force");
                versions.decide("Put v%d in force".formatted(trained));
            }
            assertInForce(page, trained);

            // When
            versions.ask(before);
            assertThat(versions.question()).containsText("would be in another segment");
            versions.decide("Go back to v" + before);

            // Then
            assertInForce(page, before);
            assertThat(versions.standing(trained)).hasText("dropped");

            // When
            versions.ask(trained);
            versions.decide("Put v%d in force".formatted(trained));

            // Then
            assertInForce(page, trained);
            assertThat(page.tab().complaints()).isEmpty();
        }
    }

    private static void assertInForce(Dashboard page, int version) {
        assertThat(new VersionsTable(page.page()).standing(version)).hasText("in force");
        assertThat(page.page().locator(".top .bar .model-state")).containsText("model v" + version);
        assertThat(api.inForce()).isEqualTo(version);
    }
}
