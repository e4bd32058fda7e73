package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.testkit.DataSets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half a million real rows through the whole product, with the segmenter killed in between. */
@Tag("long")
class OnlineRetailE2E {
    @TempDir
    private Path home;

    @Test
    void everyCustomerShouldBeRightToTheTenthOfAPennyWhateverHappens() throws Exception {
        Path file = DataSets.find("online_retail.csv.gz");
        OnlineRetailBooks books = new OnlineRetailBooks(file);
        try (LocalSegue segue = new LocalSegue(home)) {
            // When it is replayed while the segmenter is killed three times
            CompletableFuture<String> replay =
                    CompletableFuture.supplyAsync(() -> segue.run("replay", "online-retail", file.toString()));
            for (int kill = 0; kill < 3; kill++) {
                segue.killSegmenter();
            }
            String report = replay.get(5, TimeUnit.MINUTES);

            // Then
            assertThat(report).contains("4,372");
            books.assertAllRight(segue.customers("value"));

            // When it is replayed a second time
            segue.run("replay", "online-retail", file.toString());

            // Then nothing has changed
            books.assertAllRight(segue.customers("value"));
        }
    }
}
