package dev.segue.segmentation.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.AnyEvents;
import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.value.Outlook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SegmentKpisTest {
    private static final String SOMEWHERE = "value-2";

    private int events;

    @Property(tries = 300)
    void partsAddUpToTheWholeHoweverTheyAreAdded(
            @ForAll("histories") List<CustomerEvent> one,
            @ForAll("histories") List<CustomerEvent> two,
            @ForAll("histories") List<CustomerEvent> three) {
        List<CustomerEvent> all = new ArrayList<>(three);
        all.addAll(one);
        all.addAll(two);
        SegmentKpis whole = kpis(all);

        assertThat(kpis(one).plus(kpis(two)).plus(kpis(three))).isEqualTo(whole);
        assertThat(kpis(three).plus(kpis(one).plus(kpis(two)))).isEqualTo(whole);
        assertThat(whole.plus(new SegmentKpis())).isEqualTo(whole);
    }

    @Property(tries = 300)
    void figuresSurviveTheWayThroughBytesAndThroughTheirParts(@ForAll("histories") List<CustomerEvent> history) {
        SegmentKpis kpis = kpis(history);
        StateWriter out = new StateWriter();
        kpis.write(out);
        StateReader in = new StateReader(out.bytes());

        assertThat(SegmentKpis.read(in)).isEqualTo(kpis);
        assertThat(in.atEnd()).isTrue();
        assertThat(SegmentKpis.of(
                        kpis.counts(), kpis.gross(), kpis.refunds(), kpis.expected(), kpis.inflow(), kpis.outflow()))
                .isEqualTo(kpis);
    }

    @Test
    void shouldCountOrdersAndReturnsWithTheirMoney() {
        SegmentKpis kpis = new SegmentKpis();

        kpis.count(order(Order.Kind.PURCHASE, false, "10.0050"));
        kpis.count(order(Order.Kind.PURCHASE, true, "20.0000"));
        kpis.count(order(Order.Kind.PURCHASE, false, "0.0001"));
        kpis.count(order(Order.Kind.REFUND, true, "40.0000"));

        assertThat(kpis.count(Kpi.ORDERS)).isEqualTo(3);
        assertThat(kpis.gross()).isEqualTo("30.0051");
        assertThat(kpis.refunds()).isEqualTo("40.0000");
        assertThat(kpis.net()).isEqualTo("-9.9949");
        assertThat(kpis.averageOrderValue()).isEqualTo("10.0017");
        assertThat(kpis.returnRate()).isEqualTo(1.0 / 3);
        assertThat(kpis.discountDependence()).isEqualTo(1.0 / 3);
    }

    @Test
    void shouldHoldMoreMoneyThanALongCan() {
        SegmentKpis kpis = new SegmentKpis();

        for (int i = 0; i < 20; i++) {
            kpis.count(order(Order.Kind.PURCHASE, false, "99999999999999.9999"));
        }

        assertThat(kpis.gross()).isEqualTo("1999999999999999.9980");
    }

    @Test
    void shouldRateCampaignsByWhatWasSent() {
        SegmentKpis kpis = new SegmentKpis();

        message(kpis, CampaignMessage.Kind.SENT, 8);
        message(kpis, CampaignMessage.Kind.DELIVERED, 7);
        message(kpis, CampaignMessage.Kind.OPENED, 4);
        message(kpis, CampaignMessage.Kind.CLICKED, 2);
        message(kpis, CampaignMessage.Kind.CONVERTED, 1);
        message(kpis, CampaignMessage.Kind.UNSUBSCRIBED, 3);
        message(kpis, CampaignMessage.Kind.SUBSCRIBED, 5);

        assertThat(kpis.openRate()).isEqualTo(0.5);
        assertThat(kpis.clickThroughRate()).isEqualTo(0.25);
        assertThat(kpis.conversionRate()).isEqualTo(0.125);
        assertThat(kpis.count(Kpi.UNSUBSCRIBED)).isEqualTo(3);
    }

    @Test
    void shouldTellPromotersPassivesAndDetractorsApart() {
        SegmentKpis kpis = new SegmentKpis();

        for (int score = 0; score <= 10; score++) {
            kpis.count(opinion(Opinion.Kind.NPS, score));
        }
        kpis.count(opinion(Opinion.Kind.CSAT, 5));
        kpis.count(opinion(Opinion.Kind.CSAT, 2));
        kpis.count(opinion(Opinion.Kind.COMPLAINT, 0));

        assertThat(kpis.count(Kpi.PROMOTERS)).isEqualTo(2);
        assertThat(kpis.count(Kpi.PASSIVES)).isEqualTo(2);
        assertThat(kpis.count(Kpi.DETRACTORS)).isEqualTo(7);
        assertThat(kpis.netPromoterScore()).isEqualTo(100.0 * -5 / 11);
        assertThat(kpis.satisfaction()).isEqualTo(3.5);
        assertThat(kpis.count(Kpi.COMPLAINTS)).isEqualTo(1);
    }

    @Test
    void shouldKnowWhoCameAndWhoLeft() {
        SegmentKpis kpis = new SegmentKpis();

        kpis.came("");
        kpis.came("");
        kpis.came(SOMEWHERE);
        kpis.left(SOMEWHERE);

        assertThat(kpis.inflow()).containsEntry("", 2L).containsEntry(SOMEWHERE, 1L);
        assertThat(kpis.outflow()).containsOnlyKeys(SOMEWHERE);
        assertThat(kpis.growth()).isEqualTo(2);
    }

    @Test
    void shouldKnowWhatIsExpectedOfThoseWhoAreThereAndWhoLapses() {
        SegmentKpis kpis = new SegmentKpis();

        kpis.predicted(null, new Outlook(100_000, false));
        kpis.predicted(null, new Outlook(300_000, false));
        kpis.predicted(new Outlook(300_000, false), new Outlook(5_000, true));
        kpis.predicted(null, new Outlook(70_000, true));
        kpis.predicted(new Outlook(70_000, true), new Outlook(90_000, false));
        kpis.predicted(new Outlook(90_000, false), null);

        assertThat(kpis.count(Kpi.PREDICTED)).isEqualTo(2);
        assertThat(kpis.customerLifetimeValue()).isEqualTo("5.2500");
        assertThat(kpis.churnRate()).isEqualTo(0.5);
        assertThat(kpis.count(Kpi.LAPSED)).isOne();
        assertThat(kpis.count(Kpi.REVIVED)).isOne();
    }

    @Test
    void shouldHaveNoRatesOfNothing() {
        SegmentKpis kpis = new SegmentKpis();

        assertThat(List.of(
                        kpis.openRate(),
                        kpis.clickThroughRate(),
                        kpis.conversionRate(),
                        kpis.returnRate(),
                        kpis.discountDependence(),
                        kpis.netPromoterScore(),
                        kpis.satisfaction(),
                        kpis.churnRate()))
                .containsOnly(Double.NaN);
        assertThat(kpis.averageOrderValue()).isEqualTo("0.0000");
        assertThat(kpis.customerLifetimeValue()).isEqualTo("0.0000");
    }

    @Test
    void shouldRefuseAnotherFormat() {
        assertThatThrownBy(() -> SegmentKpis.read(new StateReader(new byte[] {9})))
                .hasMessage("KPIs of format 9; this version reads 2");
    }

    private static SegmentKpis kpis(List<CustomerEvent> history) {
        SegmentKpis kpis = new SegmentKpis();
        for (CustomerEvent event : history) {
            kpis.count(event);
            kpis.predicted(null, new Outlook(Math.floorMod(event.at(), 1_000L), event.at() % 2 == 0));
            // The flows come from something of the event, so that they are the same wherever it is counted.
            String segment = "value-" + event.at() % 3;
            if (event.at() % 2 == 0) {
                kpis.came(segment);
            } else {
                kpis.left(segment);
            }
        }
        return kpis;
    }

    private void message(SegmentKpis kpis, CampaignMessage.Kind kind, int times) {
        for (int i = 0; i < times; i++) {
            kpis.count(new CampaignMessage("m" + events++, 0, kind, null, null));
        }
    }

    private Opinion opinion(Opinion.Kind kind, int score) {
        return new Opinion("f" + events++, 0, kind, score);
    }

    private Order order(Order.Kind kind, boolean deal, String price) {
        return new Order(
                "o" + events++,
                0,
                0,
                kind,
                "web",
                deal,
                0,
                List.of(new Order.Line("p1", "wine", Money.of(new BigDecimal(price)), 1, 0)));
    }

    @Provide
    Arbitrary<List<CustomerEvent>> histories() {
        return AnyEvents.histories(20);
    }
}
