package dev.segue.avro.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.ProductTally;
import dev.segue.avro.SampleRecords;
import dev.segue.segmentation.recommendation.Recommender.SegmentOf;
import dev.segue.segmentation.recommendation.TopList;
import dev.segue.segmentation.recommendation.TopProducts;
import org.junit.jupiter.api.Test;

class ProductTallyRecordsTest {
    private static final SegmentOf SEGMENT = new SegmentOf("value", "value-3");

    @Test
    void shouldLoseNothingOnTheWayThereAndBack() {
        ProductTally record = SampleRecords.productTally();

        ProductTally again = ProductTallyRecords.toRecord(
                ProductTallyRecords.segment(record),
                3,
                ProductTallyRecords.products(record),
                ProductTallyRecords.pairs(record));

        assertThat(again).isEqualTo(record);
    }

    @Test
    void shouldTellSegmentsFromAllCustomers() {
        ProductTally record = ProductTallyRecords.toRecord(SEGMENT, 0, TopProducts.NONE, TopList.empty());

        assertThat(ProductTallyRecords.segment(record)).isEqualTo(SEGMENT);
        assertThat(ProductTallyRecords.segment(SampleRecords.productTally())).isNull();
    }

    @Test
    void shouldKeyByPartition() {
        assertThat(ProductTallyRecords.key(SEGMENT, 7)).isEqualTo("value/value-3/7");
        assertThat(ProductTallyRecords.key(null, 7)).isEqualTo("*/*/7");
    }
}
