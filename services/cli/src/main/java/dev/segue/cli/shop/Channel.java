package dev.segue.cli.shop;

import java.util.Locale;

/** Where the shop sells. */
enum Channel {
    WEB,
    APP,
    CATALOGUE,
    STORE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
