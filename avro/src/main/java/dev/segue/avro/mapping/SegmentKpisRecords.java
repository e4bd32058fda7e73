package dev.segue.avro.mapping;

import dev.segue.segmentation.kpi.Kpi;
import dev.segue.segmentation.kpi.KpiCell;
import dev.segue.segmentation.kpi.SegmentKpis;
import java.time.Instant;
import java.util.Map;

/** Segments' KPIs as they travel, and as they are used. */
public final class SegmentKpisRecords {
    private SegmentKpisRecords() {}

    /**
     * The key of a record.
     *
     * @param partition partition of the inputs whose customers are counted
     */
    public static String key(KpiCell cell, int partition) {
        return cell.text() + '/' + partition;
    }

    /**
     * The record of KPIs.
     *
     * @param partition partition of the inputs whose customers are counted
     */
    public static dev.segue.avro.SegmentKpis toRecord(KpiCell cell, int partition, SegmentKpis kpis) {
        return dev.segue.avro.SegmentKpis.newBuilder()
                .setSegmentation(cell.segmentation())
                .setSegment(cell.segment().isEmpty() ? null : cell.segment())
                .setWindowStart(Instant.ofEpochMilli(cell.start()))
                .setPartition(partition)
                .setOrders(kpis.count(Kpi.ORDERS))
                .setDiscountedOrders(kpis.count(Kpi.DISCOUNTED_ORDERS))
                .setReturns(kpis.count(Kpi.RETURNS))
                .setGross(kpis.gross())
                .setRefunds(kpis.refunds())
                .setSent(kpis.count(Kpi.SENT))
                .setOpened(kpis.count(Kpi.OPENED))
                .setClicked(kpis.count(Kpi.CLICKED))
                .setConverted(kpis.count(Kpi.CONVERTED))
                .setUnsubscribed(kpis.count(Kpi.UNSUBSCRIBED))
                .setPromoters(kpis.count(Kpi.PROMOTERS))
                .setPassives(kpis.count(Kpi.PASSIVES))
                .setDetractors(kpis.count(Kpi.DETRACTORS))
                .setCsatAnswers(kpis.count(Kpi.CSAT_ANSWERS))
                .setCsatPoints(kpis.count(Kpi.CSAT_POINTS))
                .setComplaints(kpis.count(Kpi.COMPLAINTS))
                .setPredicted(kpis.count(Kpi.PREDICTED))
                .setLapsing(kpis.count(Kpi.LAPSING))
                .setLapsed(kpis.count(Kpi.LAPSED))
                .setRevived(kpis.count(Kpi.REVIVED))
                .setExpected(kpis.expected())
                .setInflow(kpis.inflow())
                .setOutflow(kpis.outflow())
                .build();
    }

    /** Which KPIs a record has. */
    public static KpiCell cell(dev.segue.avro.SegmentKpis record) {
        String segment = record.getSegment();
        return KpiCell.at(
                record.getSegmentation(),
                segment == null ? "" : segment,
                record.getWindowStart().toEpochMilli());
    }

    /** The KPIs of a record. */
    public static SegmentKpis fromRecord(dev.segue.avro.SegmentKpis record) {
        return SegmentKpis.of(
                Map.ofEntries(
                        Map.entry(Kpi.ORDERS, record.getOrders()),
                        Map.entry(Kpi.DISCOUNTED_ORDERS, record.getDiscountedOrders()),
                        Map.entry(Kpi.RETURNS, record.getReturns()),
                        Map.entry(Kpi.SENT, record.getSent()),
                        Map.entry(Kpi.OPENED, record.getOpened()),
                        Map.entry(Kpi.CLICKED, record.getClicked()),
                        Map.entry(Kpi.CONVERTED, record.getConverted()),
                        Map.entry(Kpi.UNSUBSCRIBED, record.getUnsubscribed()),
                        Map.entry(Kpi.PROMOTERS, record.getPromoters()),
                        Map.entry(Kpi.PASSIVES, record.getPassives()),
                        Map.entry(Kpi.DETRACTORS, record.getDetractors()),
                        Map.entry(Kpi.CSAT_ANSWERS, record.getCsatAnswers()),
                        Map.entry(Kpi.CSAT_POINTS, record.getCsatPoints()),
                        Map.entry(Kpi.COMPLAINTS, record.getComplaints()),
                        Map.entry(Kpi.PREDICTED, record.getPredicted()),
                        Map.entry(Kpi.LAPSING, record.getLapsing()),
                        Map.entry(Kpi.LAPSED, record.getLapsed()),
                        Map.entry(Kpi.REVIVED, record.getRevived())),
                record.getGross(),
                record.getRefunds(),
                record.getExpected(),
                record.getInflow(),
                record.getOutflow());
    }
}
