package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Feedback;
import dev.segue.avro.Purchase;
import dev.segue.cli.csv.CsvException;
import dev.segue.cli.publish.InputEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerTableTest {
    private static final Instant MOMENT = Instant.parse("2014-10-05T00:00:00Z");
    private static final String SHOP_CUSTOMERS =
            "CustomerID,Gender,Age,Annual Income ($),Spending Score (1-100),Profession,Work Experience,Family Size";
    private static final String SHOPPING =
            "Customer ID,Age,Gender,Item Purchased,Category,Purchase Amount (USD),Location,"
                    + "Size,Color,Season,Review Rating,Subscription Status,Shipping Type,Discount Applied,Promo Code Used,"
                    + "Previous Purchases,Payment Method,Frequency of Purchases";
    private static final String BLOUSE =
            "1,55,Male,Blouse,Clothing,53,Kentucky,L,Gray,Winter,3.1,Yes,Express,Yes,No,2,Venmo,Fortnightly";
    private static final String ECOMMERCE = "Customer_ID,Gender,Age,City,Membership_Type,Total_Spend,Items_Purchased,"
            + "Average_Rating,Discount_Applied,Days_Since_Last_Purchase,Satisfaction_Level";
    private static final String CONSUMERS = "id,age,gender,income,spending_score,membership_years,purchase_frequency,"
            + "preferred_category,last_purchase_amount";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void aShopCustomerShouldBeAProfile() throws IOException {
        // When
        List<InputEvent> events = events(new ShopCustomers("GBP"), SHOP_CUSTOMERS, "1,Male,19,15000,39,Healthcare,1,4");

        // Then
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.customer()).isEqualTo("shop-customers-1");
            assertThat(event.time()).isEqualTo(MOMENT);
            assertThat(((CustomerProfile) event.value()).getTraits())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "gender", "Male",
                            "age", 19L,
                            "income", 15000.0,
                            "spending_score", 39L,
                            "profession", "Healthcare",
                            "work_experience", 1L,
                            "family_size", 4L));
        });
    }

    @Test
    void customersOfAFileInAnotherEncodingShouldBeRefusedRatherThanBecomeOne() throws IOException {
        // Given
        Path file = file(SHOP_CUSTOMERS, "\u00e9,Male,19,15000,39,Artist,1,4", "2,Male,20,86000,6,Artist,1,1");
        Files.write(file, Files.readString(file).getBytes(StandardCharsets.ISO_8859_1));

        // When
        CustomerTable table = CustomerTable.survey(file, new ShopCustomers("GBP"));

        // Then
        assertThat(events(table)).extracting(InputEvent::customer).containsExactly("shop-customers-2");
        assertThat(table.rows().firstRefusals()).singleElement().asString().contains("line 2: CustomerID", "not UTF-8");
        assertThat(table.lastEvent()).hasValue(MOMENT);
    }

    @Test
    void whatARowDoesNotKnowShouldBeLeftOutAndCounted() throws IOException {
        // Given
        Path file =
                file(SHOP_CUSTOMERS, "1,Male,19,15000,39,,1,4", "2,,20,86000,6,Engineer,1,1", "3,,20,1,6,Artist,1,1");

        // When
        CustomerTable table = CustomerTable.survey(file, new ShopCustomers("GBP"));

        // Then
        assertThat(table.rows().missing()).isEqualTo(Map.of("Profession", 1L, "Gender", 2L));
        assertThat(only(events(table), CustomerProfile.class).getFirst().getTraits())
                .doesNotContainKey("profession");
    }

    @Test
    void theLatestPurchaseShouldStandForThoseBefore() throws IOException {
        // Given a fortnightly purchase, the latest one with two before it
        List<InputEvent> events = events(new Shopping("GBP"), SHOPPING, BLOUSE);

        // When
        List<Purchase> orders = only(events, Purchase.class);

        // Then
        assertThat(orders).hasSize(3).allSatisfy(order -> {
            assertThat(order.getUserId()).isEqualTo("shopping-1");
            assertThat(order.getPromotion()).isEqualTo("discount");
            assertThat(order.getCoupon()).isNull();
            assertThat(order.getProducts()).singleElement().satisfies(line -> {
                assertThat(line.getProductId()).isEqualTo("blouse");
                assertThat(line.getSku()).isEqualTo("blouse-gray-l");
                assertThat(line.getCategory()).isEqualTo("clothing");
                assertThat(line.getPrice()).isEqualByComparingTo("53");
                assertThat(line.getQuantity()).isOne();
            });
        });
        Instant last = Instant.parse("2013-12-02T00:00:00Z");
        Duration fortnight = Duration.ofMillis(Duration.ofDays(365).toMillis() / 26);
        assertThat(orders)
                .extracting(Purchase::getTimestamp)
                .containsExactly(last.minus(fortnight.multipliedBy(2)), last.minus(fortnight), last);
    }

    @Test
    void aShoppersOtherColumnsShouldBeTraits() throws IOException {
        // When
        List<InputEvent> events = events(new Shopping("GBP"), SHOPPING, BLOUSE);

        // Then
        assertThat(only(events, CustomerProfile.class).getFirst().getTraits())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "age",
                        55L,
                        "gender",
                        "Male",
                        "location",
                        "Kentucky",
                        "review_rating",
                        3.1,
                        "subscribed",
                        true,
                        "shipping_type",
                        "Express",
                        "payment_method",
                        "Venmo",
                        "purchases_per_year",
                        26L));
    }

    @Test
    void aLifetimeOfYearlyPurchasesShouldFitIntoFiveYears() throws IOException {
        // Given fifty purchases before the latest, one a year
        String row = BLOUSE.replace(",2,Venmo,Fortnightly", ",50,Venmo,Annually");

        // When
        List<Purchase> orders = only(events(new Shopping("GBP"), SHOPPING, row), Purchase.class);

        // Then
        assertThat(orders).hasSize(51).extracting(Purchase::getTimestamp).isSorted();
        assertThat(orders.getFirst().getTimestamp())
                .isEqualTo(Instant.parse("2013-12-02T00:00:00Z").minus(Duration.ofDays(5 * 365)));
    }

    @Test
    void whatWasSpentShouldBeSharedAmongAnOrderAnItem() throws IOException {
        // Given three items for 100.01
        List<InputEvent> events =
                events(new Ecommerce("GBP"), ECOMMERCE, "101,Female,29,New York,Gold,100.01,3,4.6,TRUE,25,Satisfied");

        // When
        List<Purchase> orders = only(events, Purchase.class);

        // Then
        assertThat(orders)
                .extracting(order -> order.getProducts().getFirst().getPrice().toPlainString())
                .containsExactly("33.3300", "33.3400", "33.3400");
        assertThat(orders)
                .extracting(Purchase::getTimestamp)
                .containsExactly(
                        Instant.parse("2013-09-10T00:00:00Z"),
                        Instant.parse("2014-03-11T12:00:00Z"),
                        Instant.parse("2014-09-10T00:00:00Z"));
        assertThat(orders).extracting(Purchase::getPromotion).containsOnly("discount");
        assertThat(only(events, Feedback.class)).extracting(Feedback::getScore).containsExactly(4);
        assertThat(only(events, CustomerProfile.class).getFirst().getTraits())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "gender", "Female",
                        "age", 29L,
                        "city", "New York",
                        "membership", "Gold",
                        "average_rating", 4.6));
    }

    @Test
    void theHeaderShouldReadTheSameWithBlanksAsWithUnderscores() throws IOException {
        // Given
        String header = ECOMMERCE.replace('_', ' ');

        // When
        List<InputEvent> events =
                events(new Ecommerce("GBP"), header, "101,Female,29,New York,Gold,10,1,4.6,FALSE,25,Neutral");

        // Then
        assertThat(events).hasSize(3);
    }

    @Test
    void aConsumerShouldOrderAsOftenInTheYearAsTheRowSays() throws IOException {
        // Given
        List<InputEvent> events =
                events(new Consumers("GBP"), CONSUMERS, "1,38,Female,99342,90,3,2,Home & Garden,113.53");

        // When
        List<Purchase> orders = only(events, Purchase.class);

        // Then
        assertThat(orders)
                .extracting(Purchase::getTimestamp)
                .containsExactly(Instant.parse("2013-10-05T00:00:00Z"), Instant.parse("2014-04-05T12:00:00Z"));
        assertThat(orders)
                .allSatisfy(order -> assertThat(order.getProducts().getFirst()).satisfies(line -> {
                    assertThat(line.getPrice()).isEqualByComparingTo("113.53");
                    assertThat(line.getCategory()).isEqualTo("home & garden");
                }));
        assertThat(only(events, CustomerProfile.class).getFirst().getTraits())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "age",
                        38L,
                        "gender",
                        "Female",
                        "income",
                        99342.0,
                        "spending_score",
                        90L,
                        "membership_years",
                        3.0));
    }

    @Test
    void rowsThatCannotBeRightShouldBeRefusedWithTheirLine() throws IOException {
        // Given
        Path shopping = file(
                SHOPPING,
                BLOUSE,
                BLOUSE,
                BLOUSE.replaceFirst("1", "2").replace("Winter", "Monsoon"),
                BLOUSE.replaceFirst("1", "3").replace("Fortnightly", "Never"),
                BLOUSE.replaceFirst("1", "4").replace(",2,Venmo", ",20000,Venmo"),
                BLOUSE.replaceFirst("1", "5").replace("Express,Yes", "Express,Perhaps"));

        // When
        CustomerTable table = CustomerTable.survey(shopping, new Shopping("GBP"));

        // Then
        assertThat(table.rows().firstRefusals())
                .containsExactly(
                        "line 3: Customer ID is 1, which an earlier row has",
                        "line 4: Season is 'Monsoon', but must be one of [Fall, Spring, Summer, Winter]",
                        "line 5: Frequency of Purchases is 'Never', but must be one of [Annually, Bi-Weekly, "
                                + "Every 3 Months, Fortnightly, Monthly, Quarterly, Weekly]",
                        "line 6: Previous Purchases is 20000, but must be at most 10000",
                        "line 7: Discount Applied is 'Perhaps', but must be yes or no, true or false, 1 or 0");
        assertThat(events(table)).hasSize(4);
    }

    @Test
    void moneyWithoutAnItemShouldBeRefused() throws IOException {
        // Given
        Path file = file(ECOMMERCE, "101,Female,29,New York,Gold,100.01,0,4.6,TRUE,25,Satisfied");

        // When
        CustomerTable table = CustomerTable.survey(file, new Ecommerce("GBP"));

        // Then
        assertThat(table.rows().firstRefusals())
                .containsExactly("line 2: Items Purchased is 0, but Total Spend is 100.01");
    }

    @Test
    void aFileWithoutTheColumnsShouldBeRefused() throws IOException {
        // Given
        Path file = file(CONSUMERS, "1,38,Female,99342,90,3,2,Sports,113.53");

        // When, Then
        assertThatThrownBy(() -> CustomerTable.survey(file, new Shopping("GBP")))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("the header has no column [Customer ID, Item Purchased,");
    }

    private List<InputEvent> events(CustomerMapping mapping, String... lines) throws IOException {
        return events(CustomerTable.survey(file(lines), mapping));
    }

    private static List<InputEvent> events(CustomerTable table) {
        List<InputEvent> events = new ArrayList<>();
        table.forEach(events::add);
        return events;
    }

    private static <T> List<T> only(List<InputEvent> events, Class<T> type) {
        return events.stream()
                .map(InputEvent::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(directory.resolve("table.csv"), String.join("\n", lines) + "\n");
    }
}
