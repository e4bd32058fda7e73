package dev.segue.cli.replay;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Feedback;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.Visit;
import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.publish.InputEvent;
import dev.segue.cli.replay.PersonalityRow.Category;
import dev.segue.cli.replay.PersonalityRow.Channel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events a customer of the personality data stands for. The file has only totals; the events add up to them: money
 * by category to the penny, orders by channel, deals, visits, campaigns accepted.
 *
 * @param currency ISO 4217 code of the amounts
 */
record Personality(String currency) implements CustomerMapping {
    static final String NAME = "personality";

    private static final String DEAL = "deal";
    private static final String WEB = "web";
    private static final String UNCOUNTED_CHANNEL = "other";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String idColumn() {
        return "ID";
    }

    @Override
    public List<String> columns() {
        return PersonalityRow.columns();
    }

    @Override
    public List<String> optional() {
        return PersonalityRow.OPTIONAL;
    }

    @Override
    public List<InputEvent> events(CsvRow csv) throws BadRowException {
        PersonalityRow row = PersonalityRow.of(csv);
        List<InputEvent> events = new ArrayList<>();
        events.add(InputEvent.of(profile(row)));
        List<String> channels = channels(row);
        for (int i = 0; i < channels.size(); i++) {
            events.add(InputEvent.of(order(row, i, channels)));
        }
        for (int i = 0; i < row.visits(); i++) {
            events.add(InputEvent.of(Visit.newBuilder()
                    .setMessageId(messageId(row, "visit-" + (i + 1)))
                    .setUserId(row.id())
                    .setTimestamp(PersonalityCalendar.visited(i, row.visits()))
                    .setChannel(WEB)
                    .build()));
        }
        for (int campaign = 1; campaign <= row.accepted().size(); campaign++) {
            events.add(campaign(row, campaign, CampaignEventType.SENT));
            if (row.accepted().get(campaign - 1)) {
                events.add(campaign(row, campaign, CampaignEventType.CONVERTED));
            }
        }
        if (row.complained()) {
            events.add(InputEvent.of(Feedback.newBuilder()
                    .setMessageId(messageId(row, "complaint"))
                    .setUserId(row.id())
                    .setTimestamp(PersonalityCalendar.complained())
                    .setType(FeedbackType.COMPLAINT)
                    .build()));
        }
        return events;
    }

    private static CustomerProfile profile(PersonalityRow row) {
        Map<String, Object> traits = new HashMap<>();
        traits.put("year_birth", (long) row.yearOfBirth());
        traits.put("age", (long) PersonalityCalendar.age(row.yearOfBirth()));
        traits.put("kids", (long) row.kids());
        traits.put("teens", (long) row.teens());
        traits.put("children", (long) row.kids() + row.teens());
        // A trait the file does not know is left out, not set to null: null would say "forget it".
        if (row.income() != null) {
            traits.put("income", row.income().doubleValue());
        }
        if (row.education() != null) {
            traits.put("education", row.education());
        }
        if (row.maritalStatus() != null) {
            traits.put("marital_status", row.maritalStatus());
        }
        return CustomerProfile.newBuilder()
                .setMessageId(messageId(row, "profile"))
                .setUserId(row.id())
                .setTimestamp(PersonalityCalendar.enrolled(row))
                .setTraits(traits)
                .build();
    }

    /**
     * The channel of each order, the first first. Channels take turns in proportion to their counts. A customer with no
     * counted order gets one through another channel, so that what was spent is there.
     */
    private static List<String> channels(PersonalityRow row) {
        int total = row.orders().values().stream().mapToInt(Integer::intValue).sum();
        if (total == 0) {
            return List.of(UNCOUNTED_CHANNEL);
        }
        Map<Channel, Integer> used = new HashMap<>();
        List<String> channels = new ArrayList<>(total);
        for (int i = 1; i <= total; i++) {
            Channel next = Channel.WEB;
            long largestDebt = Long.MIN_VALUE;
            for (Channel channel : Channel.values()) {
                int wanted = row.orders().getOrDefault(channel, 0);
                int had = used.getOrDefault(channel, 0);
                long debt = (long) wanted * i - (long) had * total;
                if (had < wanted && debt > largestDebt) {
                    next = channel;
                    largestDebt = debt;
                }
            }
            used.merge(next, 1, Integer::sum);
            channels.add(next.word());
        }
        return channels;
    }

    private Purchase order(PersonalityRow row, int position, List<String> channels) {
        int orders = channels.size();
        // The deals fall evenly among the orders; more deals than orders cannot be told apart from all of them.
        boolean deal = Apportionment.share(Math.min(row.deals(), orders), orders, position, position + 1) > 0;
        String orderId = row.id() + "-" + (position + 1);
        return Purchase.newBuilder()
                .setMessageId(messageId(row, "order-" + (position + 1)))
                .setUserId(row.id())
                .setTimestamp(PersonalityCalendar.ordered(row, position, orders))
                .setType(PurchaseType.PURCHASE)
                .setOrderId(orderId)
                .setCurrency(currency)
                .setChannel(channels.get(position))
                .setPromotion(deal ? DEAL : null)
                .setProducts(lines(row, position, orders))
                .build();
    }

    private static List<OrderLine> lines(PersonalityRow row, int position, int orders) {
        List<OrderLine> lines = new ArrayList<>();
        for (Category category : Category.values()) {
            BigDecimal spent = row.spent().getOrDefault(category, BigDecimal.ZERO);
            BigDecimal amount = Apportionment.share(spent, orders, position);
            if (amount.signum() > 0) {
                lines.add(line(category, amount));
            }
        }
        // An order has a line at least, even where there was less to share than orders to share it among.
        if (lines.isEmpty()) {
            lines.add(line(Category.WINE, BigDecimal.ZERO.setScale(4)));
        }
        return lines;
    }

    private static OrderLine line(Category category, BigDecimal amount) {
        return OrderLine.newBuilder()
                .setProductId(category.word())
                .setCategory(category.word())
                .setPrice(amount)
                .setQuantity(1)
                .build();
    }

    private static InputEvent campaign(PersonalityRow row, int campaign, CampaignEventType type) {
        boolean sent = type == CampaignEventType.SENT;
        return InputEvent.of(CampaignEvent.newBuilder()
                .setMessageId(messageId(row, "campaign-" + campaign + (sent ? "-sent" : "-converted")))
                .setUserId(row.id())
                .setTimestamp(sent ? PersonalityCalendar.sent(campaign) : PersonalityCalendar.accepted(campaign))
                .setType(type)
                .setCampaignId("campaign-" + campaign)
                .build());
    }

    private static String messageId(PersonalityRow row, String what) {
        return NAME + "-" + row.id() + "-" + what;
    }
}
