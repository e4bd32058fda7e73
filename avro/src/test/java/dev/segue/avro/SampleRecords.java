package dev.segue.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One record of every type of the contract, with every field set. */
public final class SampleRecords {
    private static final Instant AT = Instant.parse("2024-05-06T07:08:09.123Z");

    private SampleRecords() {}

    /** All of them. */
    public static List<SpecificRecord> all() {
        return List.of(
                purchase(),
                campaign(),
                profile(),
                visit(),
                feedback(),
                features(),
                model(),
                report(),
                kpis(),
                outcomes(),
                productTally(),
                changed(),
                triggered(),
                erased(),
                erasureReceipt(),
                operatorAction(),
                merged(),
                mergeReceipt(),
                moved(),
                forwarded(),
                ForwardingEnded.newBuilder()
                        .setUserId("ann")
                        .setProducts(ByteBuffer.wrap(new byte[] {1, 2}))
                        .build());
    }

    /** An order of two lines. */
    public static Purchase purchase() {
        return Purchase.newBuilder()
                .setMessageId("m-1")
                .setUserId("ann")
                .setTimestamp(AT)
                .setStartedAt(AT.minusSeconds(60))
                .setType(PurchaseType.RETURN)
                .setOrderId("o-1")
                .setCurrency("GBP")
                .setChannel("web")
                .setCoupon("SPRING")
                .setPromotion("two for one")
                .setDiscount(new BigDecimal("0.0010"))
                .setShipping(new BigDecimal("3.5000"))
                .setTax(new BigDecimal("20.0000"))
                .setProducts(List.of(line("é€𐍈", 1), line("wine", Integer.MAX_VALUE)))
                .build();
    }

    private static OrderLine line(String category, int quantity) {
        return OrderLine.newBuilder()
                .setProductId("p-1")
                .setSku("sku-1")
                .setCategory(category)
                .setName("A thing")
                .setPrice(new BigDecimal("99999999999999.9999"))
                .setQuantity(quantity)
                .setDiscount(new BigDecimal("1.2345"))
                .build();
    }

    /** A click. */
    public static CampaignEvent campaign() {
        return CampaignEvent.newBuilder()
                .setMessageId("m-2")
                .setUserId("ann")
                .setTimestamp(AT)
                .setType(CampaignEventType.CLICKED)
                .setCampaignId("c-1")
                .setTriggerId("t-1")
                .setChannel("email")
                .build();
    }

    /** A trait of every type. */
    public static CustomerProfile profile() {
        Map<String, Object> traits = new HashMap<>(
                Map.of("income", 58_138.5, "children", 2L, "vip", true, "education", "PhD", "nickname", ""));
        traits.put("forgotten", null);
        return CustomerProfile.newBuilder()
                .setMessageId("m-3")
                .setUserId("ann")
                .setTimestamp(AT)
                .setTraits(traits)
                .build();
    }

    /** A visit. */
    public static Visit visit() {
        return Visit.newBuilder()
                .setMessageId("m-4")
                .setUserId("ann")
                .setTimestamp(AT)
                .setChannel("app")
                .setPages(3)
                .setCampaignId("c-1")
                .build();
    }

    private static Feedback feedback() {
        return Feedback.newBuilder()
                .setMessageId("m-5")
                .setUserId("ann")
                .setTimestamp(AT)
                .setType(FeedbackType.NPS)
                .setScore(9)
                .setComment("fine")
                .setOrderId("o-1")
                .build();
    }

    private static CustomerFeatures features() {
        return CustomerFeatures.newBuilder()
                .setUserId("ann")
                .setAsOf(AT)
                .setHalfLifeDays(180)
                .setEvidence(3)
                .setOrders(3)
                .setGross(new BigDecimal("10.0000"))
                .setRefunds(new BigDecimal("0.0100"))
                .setFirstPurchase(AT.minusSeconds(9))
                .setLastPurchase(AT)
                .setFeatures(Map.of("recency_days", 1.5, "profile.education", "PhD", "profile.vip", true))
                .build();
    }

    private static SegmentModel model() {
        return SegmentModel.newBuilder()
                .setSegmentation("value")
                .setVersion(2)
                .setParent(1L)
                .setTrainedAt(AT)
                .setAsOf(AT)
                .setFeatures(List.of(
                        new ModelFeature("frequency", Transform.LOG1P, 0.0, -1.0, 5.0, 1.0, 2.0, 1.5, null, List.of())))
                .setSegments(List.of(new ModelSegment(
                        "s1",
                        "loyal",
                        "Loyal",
                        List.of(0.5),
                        List.of(Double.NaN),
                        7L,
                        0.25,
                        new ModelSegmentValue(6L, 0.2, 1.5, 44.9))))
                .setQuality(new ModelQuality(7L, 1.0, 0.5, 10.0, 0.4, 1.01))
                .setFlapControl(new ModelFlapControl(0.1, 60_000L, 2L, List.of("frequency")))
                .setLineage(List.of(new Lineage(LineageKind.SPLIT, "s1", List.of("s0"), 0.3)))
                .setSegmentsEver(2)
                .setSeed(42)
                .setProjection(new ModelProjection(List.of(List.of(1.0)), List.of(1.0)))
                .setSpec("5f0c")
                .setStatus(ModelStatus.HELD)
                .setGate(new ModelGate(false, List.of("too many move"), 1L, 0.5, 0.45, 0.4, 1.05, 0.3, 0.8, 1.25))
                .setMigration(List.of(new Migration(null, "s1", 3L), new Migration("s0", "s1", 4L)))
                .setValue(new ModelValue(0.243, 4.414, 0.793, 2.426, 6.25, 3.74, 15.44, 39.0))
                .build();
    }

    /** A report in which nothing is left out. */
    public static ModelReport report() {
        return ModelReport.newBuilder()
                .setSegmentation("value")
                .setVersion(2)
                .setCreatedAt(AT)
                .setSampled(7)
                .setFullSearch(true)
                .setWhy("monetary has shifted")
                .setCandidates(List.of(new ReportCandidate(2, 1.5, 0.4, 10.0, 0.9, 0.95, List.of(5L, 2L))))
                .setChosen(2)
                .setElbow(3)
                .setReasons(List.of("silhouette is highest at 2"))
                .setStructure(new ReportStructure(7L, 0.4, 0.8, 0.7, 0.4, 0.2, true, "better than noise"))
                .setHierarchy(new ReportHierarchy(0.8, List.of("s1", "s2"), List.of(new ReportMerge(0, 1, 2.5))))
                .setScatter(new ReportScatter(
                        List.of(0.5, 0.25, 0.125), List.of(new ReportPoint(0.5f, -1.5f, 0.25f, "s1"))))
                .setFeatures(List.of("frequency"))
                .setSegments(List.of(new ReportSegment("s1", 5L, List.of(-0.75), new BigDecimal("12.3400"))))
                .setDrift(new ReportDrift(List.of(new ReportFeatureDrift("frequency", 0.3)), 1.1, "much has shifted"))
                .setValueSentence("4 of 7 bought again")
                .build();
    }

    private static CustomerErased erased() {
        return CustomerErased.newBuilder()
                .setMessageId("m-6")
                .setUserId("ann")
                .setTimestamp(AT)
                .build();
    }

    private static ErasureReceipt erasureReceipt() {
        return ErasureReceipt.newBuilder()
                .setRequest("m-6")
                .setRequestedAt(AT)
                .setDoneAt(AT.plusSeconds(1))
                .setRemoved(Map.of("customers", 1L, "seen-purchases", 96L))
                .setSegmentsLeft(2)
                .build();
    }

    private static OperatorAction operatorAction() {
        return OperatorAction.newBuilder()
                .setId("0b6e6f0e")
                .setTimestamp(AT)
                .setActor("ada")
                .setRole("operator")
                .setAction("promote")
                .setTarget(Map.of("segmentation", "value", "version", "3"))
                .setStatus(200)
                .setDetail(null)
                .build();
    }

    /** What all customers buy. */
    public static ProductTally productTally() {
        return ProductTally.newBuilder()
                .setSegmentation(null)
                .setSegment(null)
                .setPartition(3)
                .setAsOf(AT)
                .setOrders(12.5)
                .setBound(0.25)
                .setProducts(List.of(
                        TalliedProduct.newBuilder()
                                .setProductId("merlot")
                                .setCategory("wine")
                                .setWeight(9.5)
                                .build(),
                        TalliedProduct.newBuilder()
                                .setProductId("milk")
                                .setWeight(2)
                                .build()))
                .setPairsBound(0.5)
                .setPairs(List.of(TalliedPair.newBuilder()
                        .setProductId("merlot")
                        .setOtherId("milk")
                        .setWeight(1.5)
                        .build()))
                .build();
    }

    /** KPIs in which every figure is another. */
    public static SegmentKpis kpis() {
        return SegmentKpis.newBuilder()
                .setSegmentation("value")
                .setSegment("s1")
                .setWindowStart(Instant.parse("2024-05-06T00:00:00Z"))
                .setPartition(3)
                .setOrders(21)
                .setDiscountedOrders(2)
                .setReturns(3)
                .setGross(new BigDecimal("1234567890123456789012345678901234.5678"))
                .setRefunds(new BigDecimal("0.0001"))
                .setSent(14)
                .setOpened(5)
                .setClicked(6)
                .setConverted(7)
                .setUnsubscribed(8)
                .setPromoters(9)
                .setPassives(10)
                .setDetractors(11)
                .setCsatAnswers(12)
                .setCsatPoints(13)
                .setComplaints(1)
                .setPredicted(22)
                .setLapsing(-23)
                .setLapsed(24)
                .setRevived(25)
                .setExpected(new BigDecimal("-26.2728"))
                .setInflow(Map.of("", 15L, "s2", 16L))
                .setOutflow(Map.of("s2", 17L))
                .build();
    }

    /** Outcomes in which every figure is another. */
    public static StrategyOutcomes outcomes() {
        return StrategyOutcomes.newBuilder()
                .setSegmentation("value")
                .setStrategy("win-back")
                .setVariant("b")
                .setHoldout(false)
                .setSegment("s1")
                .setSegmentMeaning(-7)
                .setPartition(3)
                .setTriggers(12)
                .setTriggerSquares(30)
                .setSent(11)
                .setOpened(10)
                .setClicked(9)
                .setAccepted(8)
                .setUnsubscribed(1)
                .setConverted(-2)
                .setRevenue(new BigDecimal("1234567890123456789012345678901234.5678"))
                .setBuyers(5)
                .setSpent(new BigDecimal("17.0001"))
                .setSpentSquares(new BigDecimal("0.00000001"))
                .build();
    }

    private static CustomersMerged merged() {
        return CustomersMerged.newBuilder()
                .setMessageId("m-7")
                .setUserId("ann")
                .setMerged("anne")
                .setTimestamp(AT)
                .build();
    }

    private static MergeReceipt mergeReceipt() {
        return MergeReceipt.newBuilder()
                .setRequest("m-7")
                .setRequestedAt(AT)
                .setDoneAt(AT.plusSeconds(1))
                .setKnown(true)
                .setOrders(3)
                .build();
    }

    private static CustomerMoved moved() {
        return CustomerMoved.newBuilder()
                .setRequest("m-7")
                .setRequestedAt(AT)
                .setUserId("ann")
                .setMerged("anne")
                .setRank(2)
                .setOvertaken(true)
                .setPart(0)
                .setState(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setPurchases(List.of(Long.MIN_VALUE, 7L))
                .setAliases(List.of("annie"))
                .build();
    }

    private static RecordForwarded forwarded() {
        return RecordForwarded.newBuilder()
                .setUserId("ann")
                .setFrom("anne")
                .setTopic("visits.v1")
                .setValue(ByteBuffer.wrap(new byte[] {0, 1}))
                .build();
    }

    private static SegmentChanged changed() {
        return SegmentChanged.newBuilder()
                .setId("id-1")
                .setUserId("ann")
                .setTimestamp(AT)
                .setSegmentation("value")
                .setFrom("s1")
                .setTo("s2")
                .setFromSlug("loyal")
                .setToSlug("lapsing")
                .setCause(Cause.TIME)
                .setCausedBy("m-1")
                .setModelVersion(2)
                .setDistance(0.5)
                .setSecond("s1")
                .setSecondDistance(0.75)
                .setExplanation(List.of(new FeatureContribution("recency_days", 90.0, 3.0, 1.25)))
                .build();
    }

    private static StrategyTriggered triggered() {
        return StrategyTriggered.newBuilder()
                .setId("id-2")
                .setUserId("ann")
                .setTimestamp(AT)
                .setSegmentation("value")
                .setSegment("s2")
                .setStrategy("win-back")
                .setVariant("b")
                .setSegmentLabel("Young")
                .setOdds(List.of(new VariantOdds("b", 20L, 3L)))
                .setAttributionMs(2_000)
                .setChannel("email")
                .setOffer(TriggerOffer.newBuilder()
                        .setDiscount(10.0)
                        .setSurvey("spring")
                        .build())
                .setRole("young")
                .setPlaybookRevision(3)
                .setCausedBy("event-1")
                .setReasons(List.of("entered young"))
                .setRecommendedProducts(List.of("wine"))
                .setRecommendations(List.of(Recommendation.newBuilder()
                        .setProductId("merlot")
                        .setReason(RecommendationReason.LIFT)
                        .setScore(1.5)
                        .build()))
                .setExcludedProducts(List.of("toys"))
                .setHoldout(true)
                .setCooldownMs(1_000)
                .setExpiresAt(AT.plusSeconds(60))
                .setChangeId("id-1")
                .build();
    }
}
