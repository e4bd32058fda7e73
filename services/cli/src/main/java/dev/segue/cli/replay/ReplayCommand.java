package dev.segue.cli.replay;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code segue replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Publishes a file of real data as events, then reports what Segue made of them.",
        subcommands = {
            ReplayCommand.OnlineRetailCommand.class,
            ReplayCommand.PersonalityCommand.class,
            ReplayCommand.ShopCustomersCommand.class,
            ReplayCommand.ShoppingCommand.class,
            ReplayCommand.EcommerceCommand.class,
            ReplayCommand.ConsumersCommand.class,
            ReplayCommand.CdnowCommand.class
        },
        synopsisSubcommandLabel = "DATASET")
public final class ReplayCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before run()
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code segue replay online-retail}. */
    @Command(
            name = OnlineRetail.NAME,
            mixinStandardHelpOptions = true,
            description = "UCI Online Retail: one purchase or cancellation an invoice.",
            footer = {"", "FILE is the CSV, plain or gzipped, with UCI's columns. Its times are read as UTC."})
    static final class OnlineRetailCommand extends ReplayFileCommand {
        OnlineRetailCommand() {
            super(OnlineRetail::survey, "value");
        }
    }

    /** {@code segue replay personality}. */
    @Command(
            name = Personality.NAME,
            mixinStandardHelpOptions = true,
            description =
                    "Customer personality analysis: profiles, orders, campaign events, visits and complaints that add "
                            + "up to each customer's row.",
            footer = {"", "FILE is marketing_campaign.csv, separated by commas, semicolons or tabs."})
    static final class PersonalityCommand extends ReplayFileCommand {
        PersonalityCommand() {
            super(
                    (file, currency) -> CustomerTable.survey(file, new Personality(currency)),
                    "life-stage",
                    "engagement");
        }
    }

    /** {@code segue replay shop-customers}. */
    @Command(
            name = ShopCustomers.NAME,
            mixinStandardHelpOptions = true,
            description =
                    "Shop customer data: a profile a customer, of gender, age, income, spending score, profession, work "
                            + "experience and family size.",
            footer = {"", "FILE is Customers.csv. Customers are called shop-customers-1 and so on."})
    static final class ShopCustomersCommand extends ReplayFileCommand {
        ShopCustomersCommand() {
            super((file, currency) -> CustomerTable.survey(file, new ShopCustomers(currency)), "household");
        }
    }

    /** {@code segue replay shopping}. */
    @Command(
            name = Shopping.NAME,
            mixinStandardHelpOptions = true,
            description =
                    "Shopping behaviour data: the latest purchase and as many like it as came before, with discount and "
                            + "promotion code, and a profile with the rest.",
            footer = {"", "FILE is shopping_behavior_updated.csv. Customers are called shopping-1 and so on."})
    static final class ShoppingCommand extends ReplayFileCommand {
        ShoppingCommand() {
            super((file, currency) -> CustomerTable.survey(file, new Shopping(currency)), "buying-habits");
        }
    }

    /** {@code segue replay ecommerce}. */
    @Command(
            name = Ecommerce.NAME,
            mixinStandardHelpOptions = true,
            description =
                    "E-commerce customer behaviour data: an order an item that add up to the total spend, with discounts, "
                            + "satisfaction, and a profile with the rest.",
            footer = {
                "",
                "FILE is E-commerce Customer Behavior - Sheet1.csv. Customers are called ecommerce-101 and so on."
            })
    static final class EcommerceCommand extends ReplayFileCommand {
        EcommerceCommand() {
            super((file, currency) -> CustomerTable.survey(file, new Ecommerce(currency)), "buying-habits");
        }
    }

    /** {@code segue replay consumers}. */
    @Command(
            name = Consumers.NAME,
            mixinStandardHelpOptions = true,
            description =
                    "Consumer segmentation data: a year's orders in the preferred category, as often and as large as the "
                            + "row says, and a profile with the rest.",
            footer = {"", "FILE is customer_segmentation_data.csv. Customers are called consumers-1 and so on."})
    static final class ConsumersCommand extends ReplayFileCommand {
        ConsumersCommand() {
            super((file, currency) -> CustomerTable.survey(file, new Consumers(currency)), "spending");
        }
    }

    /** {@code segue replay cdnow}. */
    @Command(
            name = Cdnow.NAME,
            mixinStandardHelpOptions = true,
            description = "CDNOW, a tenth of its customers of early 1997: a purchase a row.",
            footer = {
                "",
                "FILE is a CSV, plain or gzipped, with columns sample_id, date, number_of_cds and dollar_value. "
                        + "Customers are called cdnow-0001 and so on."
            })
    static final class CdnowCommand extends ReplayFileCommand {
        @Mixin
        private final Until until;

        CdnowCommand() {
            this(new Until());
        }

        private CdnowCommand(Until until) {
            super((file, currency) -> Cdnow.survey(file, until.date, currency), "lifetime");
            this.until = until;
        }

        /** The last day wanted. */
        static final class Until {
            @Option(
                    names = "--until",
                    paramLabel = "DATE",
                    description = "The last day whose purchases are published, such as 1997-09-30 (default: all).")
            private @Nullable LocalDate date;
        }
    }
}
