package dev.segue.cli.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.segue.cli.show.Figures;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueFit;
import dev.segue.segmentation.value.ValueModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fitted models and what they predict of every customer, for people or for programs.
 *
 * @param transactions what was fitted to
 * @param histories of the customers, by id
 * @param fit the models
 */
record ValueReport(Transactions transactions, TreeMap<String, PurchaseHistory> histories, ValueFit fit) {
    private static final int SHOWN = 20;

    /** The parameters, the log-likelihoods, the totals, and the customers expected to spend most. */
    void print(PrintWriter out) {
        ValueModel model = fit.model();
        BgNbd purchases = model.purchases();
        GammaGamma spend = model.spend();
        line(out, "rows read", Figures.count(transactions.rows()));
        line(out, "after " + transactions.until(), Figures.count(transactions.rowsAfter()) + ", left out");
        line(out, "transactions", Figures.count(transactions.count()) + ", a customer's of one day being one");
        line(out, "customers", Figures.count(fit.customers()));
        line(out, "came back", Figures.count(fit.repeatBuyers()));
        out.println();
        out.println("Purchases (BG/NBD, time in weeks)");
        out.println(text(
                "  r %.5f   alpha %.5f   a %.5f   b %.5f   log-likelihood %.4f",
                purchases.r(), purchases.alpha(), purchases.a(), purchases.b(), fit.purchasesLogLikelihood()));
        out.println("Value of a purchase (Gamma-Gamma)");
        out.println(text(
                "  p %.5f   q %.5f   gamma %.5f   log-likelihood %.4f   mean %.2f",
                spend.p(), spend.q(), spend.gamma(), fit.spendLogLikelihood(), spend.meanValue()));
        out.println();
        out.println(text(
                "Expected in the %s weeks after %s: %,.1f purchases, worth %,.2f (not discounted)",
                Figures.value(model.horizonWeeks()),
                transactions.until(),
                histories.values().stream()
                        .mapToDouble(model::expectedPurchases)
                        .sum(),
                histories.values().stream().mapToDouble(model::lifetimeValue).sum()));
        out.println();
        List<Map.Entry<String, PurchaseHistory>> first = histories.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        (Map.Entry<String, PurchaseHistory> entry) -> -model.lifetimeValue(entry.getValue())))
                .limit(SHOWN)
                .toList();
        out.println("%-20s %7s %7s %7s %9s %7s %9s %8s %10s %9s"
                .formatted(
                        "CUSTOMER", "REPEATS", "LAST", "SEEN", "MEAN", "ALIVE", "PURCHASES", "WORTH", "VALUE", "NEXT"));
        for (Map.Entry<String, PurchaseHistory> entry : first) {
            PurchaseHistory history = entry.getValue();
            out.println(text(
                    "%-20s %7d %6.1fw %6.1fw %9s %7.3f %9.3f %8.2f %10.2f %8.1fd",
                    entry.getKey(),
                    history.repeats(),
                    history.last(),
                    history.observed(),
                    history.repeats() == 0 ? "–" : text("%.2f", history.repeatValue()),
                    model.probabilityAlive(history),
                    model.expectedPurchases(history),
                    model.expectedValue(history),
                    model.lifetimeValue(history),
                    model.nextPurchaseDays(history)));
        }
        if (histories.size() > SHOWN) {
            out.println("… and %s more; --json has all.".formatted(Figures.count(histories.size() - SHOWN)));
        }
    }

    /** Everything, for programs. The keys are described in the reference of the command. */
    void printJson(PrintWriter out) throws IOException {
        ValueModel model = fit.model();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("until", transactions.until().toString());
            json.writeNumberField("horizon_weeks", model.horizonWeeks());
            json.writeNumberField("rows", transactions.rows());
            json.writeNumberField("rows_after_until", transactions.rowsAfter());
            json.writeNumberField("transactions", transactions.count());
            json.writeNumberField("customers", fit.customers());
            json.writeNumberField("repeat_buyers", fit.repeatBuyers());
            json.writeObjectFieldStart("bg_nbd");
            json.writeNumberField("r", model.purchases().r());
            json.writeNumberField("alpha", model.purchases().alpha());
            json.writeNumberField("a", model.purchases().a());
            json.writeNumberField("b", model.purchases().b());
            json.writeNumberField("log_likelihood", fit.purchasesLogLikelihood());
            json.writeEndObject();
            json.writeObjectFieldStart("gamma_gamma");
            json.writeNumberField("p", model.spend().p());
            json.writeNumberField("q", model.spend().q());
            json.writeNumberField("gamma", model.spend().gamma());
            json.writeNumberField("log_likelihood", fit.spendLogLikelihood());
            json.writeNumberField("mean_value", model.spend().meanValue());
            json.writeEndObject();
            json.writeArrayFieldStart("predictions");
            for (Map.Entry<String, PurchaseHistory> entry : histories.entrySet()) {
                write(json, entry.getKey(), entry.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
    }

    private void write(JsonGenerator json, String customer, PurchaseHistory history) throws IOException {
        ValueModel model = fit.model();
        json.writeStartObject();
        json.writeStringField("customer", customer);
        json.writeNumberField("x", history.repeats());
        json.writeNumberField("t_x", history.last());
        json.writeNumberField("T", history.observed());
        if (history.repeats() == 0) {
            json.writeNullField("mean_repeat_value");
        } else {
            json.writeNumberField("mean_repeat_value", history.repeatValue());
        }
        json.writeNumberField("probability_alive", model.probabilityAlive(history));
        json.writeNumberField("expected_purchases", model.expectedPurchases(history));
        json.writeNumberField("expected_average_value", model.expectedValue(history));
        json.writeNumberField("predicted_clv", model.lifetimeValue(history));
        json.writeNumberField("next_purchase_days", model.nextPurchaseDays(history));
        json.writeEndObject();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("%-20s %s".formatted(name, value));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
