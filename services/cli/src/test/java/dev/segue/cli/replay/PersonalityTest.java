package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Feedback;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.Visit;
import dev.segue.cli.publish.InputEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalityTest {
    private static final String HEADER = "ID,Year_Birth,Education,Marital_Status,Income,Kidhome,Teenhome,Dt_Customer,"
            + "Recency,MntWines,MntFruits,MntMeatProducts,MntFishProducts,MntSweetProducts,MntGoldProds,"
            + "NumDealsPurchases,NumWebPurchases,NumCatalogPurchases,NumStorePurchases,NumWebVisitsMonth,"
            + "AcceptedCmp3,AcceptedCmp4,AcceptedCmp5,AcceptedCmp1,AcceptedCmp2,Complain,Z_CostContact,Z_Revenue,Response";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void aCustomersTraitsShouldBeTheRowsWithAgeAndChildrenWorkedOut() throws IOException {
        // Given
        Path file = file("7,1957,PhD,Single,58138,1,2,2012-09-04,58,6,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,3,11,0");

        // When
        CustomerProfile profile = values(file, CustomerProfile.class).getFirst();

        // Then
        assertThat(profile.getTimestamp()).isEqualTo(Instant.parse("2012-09-04T00:00:00Z"));
        assertThat(profile.getTraits())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "income", 58138.0,
                        "age", 57L,
                        "year_birth", 1957L,
                        "kids", 1L,
                        "teens", 2L,
                        "children", 3L,
                        "education", "PhD",
                        "marital_status", "Single"));
    }

    @Test
    void anIncomeTheFileDoesNotKnowShouldBeLeftOut() throws IOException {
        // Given
        Path file = file("7,1957,PhD,Single,,1,2,2012-09-04,58,6,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,3,11,0");

        // When, Then
        assertThat(values(file, CustomerProfile.class).getFirst().getTraits()).doesNotContainKey("income");
    }

    @Test
    void ordersShouldRunFromEnrolmentToTheLastPurchaseWithTheCountedChannelsAndDeals() throws IOException {
        // Given 2 web, 1 catalogue and 3 store orders, 2 of them on a deal; wine for 10 in all
        Path file = file("7,1957,PhD,Single,1,0,0,2014-01-01,10,10,1,0,0,0,0,2,2,1,3,0,0,0,0,0,0,0,3,11,0");

        // When
        List<Purchase> orders = values(file, Purchase.class);

        // Then
        assertThat(orders)
                .extracting(Purchase::getChannel)
                .containsExactlyInAnyOrder("web", "web", "catalogue", "store", "store", "store");
        assertThat(orders)
                .filteredOn(order -> "deal".equals(order.getPromotion()))
                .hasSize(2);
        assertThat(orders.getFirst().getTimestamp()).isEqualTo(Instant.parse("2014-01-01T00:00:00Z"));
        assertThat(orders.getLast().getTimestamp()).isEqualTo(Instant.parse("2014-09-25T00:00:00Z"));
        assertThat(orders).extracting(Purchase::getTimestamp).isSorted().doesNotHaveDuplicates();
        assertThat(spent(orders))
                .isEqualTo(Map.of("wine", new BigDecimal("10.0000"), "fruit", new BigDecimal("1.0000")));
    }

    @Test
    void moneySpentWithoutACountedOrderShouldComeThroughAnotherChannel() throws IOException {
        // Given
        Path file = file("7,1957,PhD,Single,1,0,0,2014-01-01,10,2,1,1,0,0,2,15,0,0,0,0,0,0,0,0,0,0,3,11,0");

        // When
        List<Purchase> orders = values(file, Purchase.class);

        // Then
        assertThat(orders).singleElement().satisfies(order -> {
            assertThat(order.getChannel()).isEqualTo("other");
            assertThat(order.getPromotion()).isEqualTo("deal");
            assertThat(order.getTimestamp()).isEqualTo(Instant.parse("2014-09-25T00:00:00Z"));
            assertThat(order.getProducts()).hasSize(4);
        });
    }

    @Test
    void moreOrdersThanPenniesShouldStillHaveALineEach() throws IOException {
        // Given three orders for nothing at all
        Path file = file("7,1957,PhD,Single,1,0,0,2014-01-01,10,0,0,0,0,0,0,0,3,0,0,0,0,0,0,0,0,0,3,11,0");

        // When, Then
        assertThat(values(file, Purchase.class))
                .hasSize(3)
                .allSatisfy(order -> assertThat(order.getProducts()).hasSize(1));
    }

    @Test
    void campaignsVisitsAndComplaintsShouldBeAsTheRowCountsThem() throws IOException {
        // Given campaigns 3 and 6 accepted, four visits, a complaint
        Path file = file("7,1957,PhD,Single,1,0,0,2014-01-01,10,1,0,0,0,0,0,0,1,0,0,4,1,0,0,0,0,1,3,11,1");

        // When
        List<CampaignEvent> campaigns = values(file, CampaignEvent.class);

        // Then
        assertThat(campaigns)
                .filteredOn(event -> event.getType() == CampaignEventType.SENT)
                .extracting(CampaignEvent::getCampaignId)
                .containsExactly("campaign-1", "campaign-2", "campaign-3", "campaign-4", "campaign-5", "campaign-6");
        assertThat(campaigns)
                .filteredOn(event -> event.getType() == CampaignEventType.CONVERTED)
                .extracting(CampaignEvent::getCampaignId)
                .containsExactly("campaign-3", "campaign-6");
        assertThat(values(file, Visit.class))
                .hasSize(4)
                .allSatisfy(visit -> assertThat(visit.getTimestamp())
                        .isBetween(Instant.parse("2014-09-05T00:00:00Z"), Instant.parse("2014-10-05T00:00:00Z")));
        assertThat(values(file, Feedback.class)).extracting(Feedback::getType).containsExactly(FeedbackType.COMPLAINT);
    }

    @Test
    void rowsThatCannotBeRightShouldBeRefusedWithTheirLine() throws IOException {
        // Given
        String good = "7,1957,PhD,Single,1,0,0,2014-01-01,10,1,0,0,0,0,0,0,1,0,0,4,1,0,0,0,0,1,3,11,1";
        Path file = file(
                good,
                good,
                good.replaceFirst("7", "8").replace("2014-01-01", "2015-01-01"),
                good.replaceFirst("7", "9").replace("PhD,Single,1,0", "PhD,Single,1,many"));

        // When
        CustomerTable personality = CustomerTable.survey(file, new Personality("GBP"));

        // Then
        assertThat(personality.rows().firstRefusals())
                .containsExactly(
                        "line 3: ID is 7, which an earlier row has",
                        "line 4: Dt_Customer is 2015-01-01, after 2014-10-05",
                        "line 5: Kidhome is 'many', not a whole number");
    }

    @Test
    void theFilesOwnFormShouldReadTheSame() throws IOException {
        // Given tabs and dates with the day first, as Kaggle has it
        String row = "7,1957,PhD,Single,1,0,0,04-09-2012,10,1,0,0,0,0,0,0,1,0,0,4,1,0,0,0,0,1,3,11,1";
        Path file = Files.writeString(
                directory.resolve("tabs.csv"), "\uFEFF" + (HEADER + "\n" + row + "\n").replace(',', '\t'));

        // When, Then
        assertThat(values(file, CustomerProfile.class).getFirst().getTimestamp())
                .isEqualTo(Instant.parse("2012-09-04T00:00:00Z"));
    }

    static Map<String, BigDecimal> spent(List<Purchase> orders) {
        return orders.stream()
                .flatMap(order -> order.getProducts().stream())
                .collect(Collectors.groupingBy(
                        OrderLine::getCategory,
                        Collectors.reducing(
                                new BigDecimal("0.0000"),
                                line -> line.getPrice().multiply(BigDecimal.valueOf(line.getQuantity())),
                                BigDecimal::add)));
    }

    static <T> List<T> values(Path file, Class<T> type) {
        List<T> values = new ArrayList<>();
        CustomerTable.survey(file, new Personality("GBP")).forEach((InputEvent event) -> {
            if (type.isInstance(event.value())) {
                values.add(type.cast(event.value()));
            }
        });
        return values;
    }

    private Path file(String... rows) throws IOException {
        return Files.writeString(directory.resolve("people.csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
    }
}
