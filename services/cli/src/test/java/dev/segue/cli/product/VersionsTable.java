package dev.segue.cli.product;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;

/**
 * The versions on the page of the model, and the question before each decision.
 *
 * @param page where it is open
 */
record VersionsTable(Page page) {
    private static final Duration DONE_WITHIN = Duration.ofMinutes(2);

    Locator row(int version) {
        Page.GetByRoleOptions named =
                new Page.GetByRoleOptions().setName("v" + version).setExact(true);
        return page.locator("tr", new Page.LocatorOptions().setHas(page.getByRole(AriaRole.LINK, named)));
    }

    /** How a version stands. */
    Locator standing(int version) {
        return row(version).locator(".badge");
    }

    /** Asks for the decision that a version's row offers. */
    void ask(int version) {
        row(version).getByRole(AriaRole.BUTTON).click();
    }

    /** What the question says that the decision will do. */
    Locator question() {
        return page.locator("dialog .dialog-text");
    }

    /** Decides, and waits until it is done. */
    void decide(String action) {
        Locator dialog = page.locator("dialog");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(action).setExact(true))
                .click();
        assertThat(dialog).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(DONE_WITHIN.toMillis()));
    }
}
