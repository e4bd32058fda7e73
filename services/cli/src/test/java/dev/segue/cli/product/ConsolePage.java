package dev.segue.cli.product;

import java.util.Locale;
import java.util.function.BiConsumer;

/** The console's pages. */
enum ConsolePage {
    OVERVIEW("/", PageClaims::overview),
    SEGMENTS("/segments", PageClaims::segments),
    SEGMENT("/segments/{segment}", PageClaims::segment),
    MAP("/map", PageClaims::map),
    FLOWS("/flows", PageClaims::flows),
    MODEL("/model", PageClaims::model),
    STRATEGIES("/strategies", PageClaims::strategies),
    CUSTOMERS("/customers", PageClaims::customers),
    CUSTOMER("/customers/{customer}", PageClaims::customer),
    OPERATIONS("/operations", PageClaims::operations);

    private static final String SEGMENT_ID = "{segment}";
    private static final String CUSTOMER_ID = "{customer}";

    private final String path;
    private final BiConsumer<PageClaims, Dashboard> claims;

    ConsolePage(String path, BiConsumer<PageClaims, Dashboard> claims) {
        this.path = path;
        this.claims = claims;
    }

    /** Its address within the console: of the first segment there is, and of a customer in it. */
    String address(ConsoleApi api) {
        String at = path;
        if (at.contains(SEGMENT_ID)) {
            at = at.replace(SEGMENT_ID, segment(api));
        }
        if (at.contains(CUSTOMER_ID)) {
            at = at.replace(
                    CUSTOMER_ID,
                    api.of("/segments/%s/members?limit=1".formatted(segment(api)))
                            .findValue("customer_id")
                            .asText());
        }
        return "%s%s?s=%s".formatted(api.console(), at, api.segmentation());
    }

    private static String segment(ConsoleApi api) {
        return api.of("/overview").get("segments").get(0).get("id").asText();
    }

    /** Asserts that an open page shows what the API answers. */
    void showsWhatTheApiAnswers(Dashboard page, ConsoleApi api) {
        claims.accept(new PageClaims(api), page);
    }

    /** The name for files. */
    String file() {
        return name().toLowerCase(Locale.ROOT);
    }
}
