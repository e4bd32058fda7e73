package dev.segue.cli;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A real browser without a window: the machine's Chromium, driven by Playwright, whose driver runs on the machine's Node.js.
 * Used by the thread that started it.
 */
public final class Chromium implements AutoCloseable {
    /** The environment variable that names the browser; a test fails, rather than be skipped, where that one does not start. */
    private static final String NAMED = "SEGUE_BROWSER";

    private static final Set<String> COMPLAINTS = Set.of("error", "warning", "assert");
    private static final int NARROW = 500;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program, Optional<Path> node) {
        Map<String, String> environment = new HashMap<>(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        node.ifPresent(there -> environment.put("PLAYWRIGHT_NODEJS_PATH", there.toString()));
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-background-networking")));
    }

    /**
     * Starts it.
     *
     * @throws TestAbortedException where there is no Chromium or no Node.js, which skips the test and says what to install
     */
    public static Chromium start() {
        Optional<Path> named = Optional.ofNullable(System.getenv(NAMED)).map(Path::of);
        Optional<Path> program = named.or(() -> onPath("chromium", "chromium-browser", "google-chrome"));
        if (program.isEmpty()) {
            throw new TestAbortedException("Skipped: needs a browser: install chromium, or name one in " + NAMED + ".");
        }
        if (isNodeBundled()) {
            return new Chromium(program.get(), Optional.empty());
        }
        Optional<Path> node = onPath("node");
        String without = "there is no node on the path to drive a browser: install Node.js 20 or newer, or let Maven"
                + " fetch it with -Pbundled-node";
        if (node.isEmpty() && named.isPresent()) {
            throw new IllegalStateException(without);
        }
        if (node.isEmpty()) {
            throw new TestAbortedException("Skipped: " + without + ".");
        }
        return new Chromium(program.get(), node);
    }

    private static boolean isNodeBundled() {
        return Chromium.class.getResource("/driver/linux/node") != null;
    }

    private static Optional<Path> onPath(String... names) {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(directory -> Stream.of(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Opens a page as somebody who was never there sees it, in British English and UTC, and waits until it is loaded.
     *
     * @param width of the window, in CSS pixels
     * @param dark whether the system's theme is the dark one
     */
    public Tab open(String address, int width, boolean dark) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < NARROW ? 812 : 900)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
        return Tab.open(context, address);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /**
     * A page, and what it did since it was opened. Closing it forgets all that it kept.
     *
     * @param page what Playwright drives
     * @param complaints errors, warnings and refusals
     * @param requests the addresses it asked for, its own included
     */
    public record Tab(Page page, List<String> complaints, List<String> requests) implements AutoCloseable {
        private static Tab open(BrowserContext context, String address) {
            Tab tab = new Tab(context.newPage(), new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
            tab.page.onConsoleMessage(tab::heard);
            tab.page.onPageError(tab.complaints::add);
            tab.page.onRequest(tab::asked);
            tab.page.navigate(address);
            return tab;
        }

        /** Opens a page in another tab of the same window, and waits until it is loaded. Closing either closes both. */
        public Tab beside(String address) {
            return open(page.context(), address);
        }

        private void heard(ConsoleMessage message) {
            if (COMPLAINTS.contains(message.type())) {
                complaints.add(message.text() + " " + message.location());
            }
        }

        private void asked(Request request) {
            requests.add(request.url());
        }

        /** By how many pixels what is drawn is wider than the window. */
        public int overflow() {
            return (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        }

        @Override
        public void close() {
            page.context().close();
        }
    }
}
