package dev.segue.console.segments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.kpi.Kpi;
import dev.segue.segmentation.kpi.SegmentKpis;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;

/** KPIs as people read them; a rate is null where there is nothing to take it of. Definitions stand in docs/reference/kpis.md. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KpiView(
        long orders,
        long discountedOrders,
        long returns,
        BigDecimal gross,
        BigDecimal refunds,
        BigDecimal netRevenue,
        @Nullable BigDecimal aov,
        long sent,
        long opened,
        long clicked,
        long converted,
        long unsubscribed,
        @Nullable Double openRate,
        @Nullable Double clickThroughRate,
        @Nullable Double conversionRate,
        @Nullable Double nps,
        long npsAnswers,
        @Nullable Double csat,
        long csatAnswers,
        long complaints,
        @Nullable Double discountDependence,
        @Nullable Double returnRate,
        long lapsed,
        long revived) {

    static KpiView of(SegmentKpis kpis) {
        return new KpiView(
                kpis.count(Kpi.ORDERS),
                kpis.count(Kpi.DISCOUNTED_ORDERS),
                kpis.count(Kpi.RETURNS),
                kpis.gross(),
                kpis.refunds(),
                kpis.net(),
                kpis.count(Kpi.ORDERS) == 0 ? null : kpis.averageOrderValue(),
                kpis.count(Kpi.SENT),
                kpis.count(Kpi.OPENED),
                kpis.count(Kpi.CLICKED),
                kpis.count(Kpi.CONVERTED),
                kpis.count(Kpi.UNSUBSCRIBED),
                known(kpis.openRate()),
                known(kpis.clickThroughRate()),
                known(kpis.conversionRate()),
                known(kpis.netPromoterScore()),
                kpis.count(Kpi.PROMOTERS) + kpis.count(Kpi.PASSIVES) + kpis.count(Kpi.DETRACTORS),
                known(kpis.satisfaction()),
                kpis.count(Kpi.CSAT_ANSWERS),
                kpis.count(Kpi.COMPLAINTS),
                known(kpis.discountDependence()),
                known(kpis.returnRate()),
                kpis.count(Kpi.LAPSED),
                kpis.count(Kpi.REVIVED));
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
