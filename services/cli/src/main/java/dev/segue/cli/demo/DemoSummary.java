package dev.segue.cli.demo;

import dev.segue.avro.topics.Topic;
import dev.segue.cli.export.CustomerTotals;
import dev.segue.cli.shop.ShopBooks;
import dev.segue.cli.show.Figures;
import dev.segue.cli.show.Terminal;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The demo, added up.
 *
 * @param books the shop's own account
 * @param customers what Segue has of the shop's customers
 * @param seen what Segue did
 * @param currency ISO 4217 code
 */
record DemoSummary(ShopBooks books, CustomerTotals customers, Observation seen, String currency) {
    /** Whether Segue has every customer, every order and all the money that the shop handed out. */
    boolean agrees() {
        ShopBooks.Account total = books.total();
        return customers.customers() == books.accounts().size()
                && customers.orders() == total.orders()
                && customers.gross().compareTo(total.gross()) == 0
                && customers.refunds().compareTo(total.refunds()) == 0;
    }

    void print(PrintWriter out, Terminal terminal) {
        line(out, "events published", "%s (%s)".formatted(Figures.count(books.eventCount()), kinds(books.events())));
        line(out, "dead letters", Figures.count(seen.deadLetters()));
        line(out, "customers", Figures.count(customers.customers()));
        line(
                out,
                "orders",
                "%s: gross %s, refunds %s, net %s"
                        .formatted(
                                Figures.count(customers.orders()),
                                Figures.money(customers.gross(), currency),
                                Figures.money(customers.refunds(), currency),
                                Figures.money(customers.net(), currency)));
        line(out, "the shop's books", agrees() ? "agree, to the last penny" : "DIFFER: " + inTheBooks());
        line(
                out,
                "segment changes",
                "%s (%s)".formatted(Figures.count(seen.changes()), DemoPicture.causes(seen.causes())));
        seen.table()
                .ifPresentOrElse(
                        table -> {
                            out.println();
                            out.println(table.headline());
                            table.lines(terminal).forEach(out::println);
                        },
                        () -> line(out, "model", "none yet"));
        out.flush();
    }

    private String inTheBooks() {
        return "%s customers, %s orders, gross %s, refunds %s"
                .formatted(
                        Figures.count(books.accounts().size()),
                        Figures.count(books.total().orders()),
                        Figures.money(books.total().gross(), currency),
                        Figures.money(books.total().refunds(), currency));
    }

    private static String kinds(Map<Topic, Long> events) {
        return Topic.events().stream()
                .filter(events::containsKey)
                .map(topic -> "%s %s"
                        .formatted(
                                Figures.count(events.getOrDefault(topic, 0L)),
                                topic.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("%-18s %s".formatted(name, value));
    }
}
