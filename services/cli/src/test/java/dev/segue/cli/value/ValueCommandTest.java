package dev.segue.cli.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.CommandRun;
import dev.segue.testkit.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void cdnowShouldGiveThePublishedModelsAndPredictions() throws IOException {
        // Given the sample under the columns the command knows, in another order
        List<String> lines = new ArrayList<>(List.of("amount,customer,date"));
        Files.readAllLines(DataSets.find("cdnow_sample.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(cells -> lines.add("%s,%s,%s".formatted(cells[4], cells[1], cells[2])));
        Path file = Files.write(directory.resolve("cdnow.csv"), lines);
        JsonNode reference = JSON.readTree(DataSets.find("reference/cdnow.json").toFile());

        // When
        CommandRun run = CommandRun.of("value", file.toString(), "--until", "1997-09-30", "--horizon", "39w", "--json");

        // Then
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.get("rows").asLong()).isEqualTo(6919);
        assertThat(result.get("customers").asLong()).isEqualTo(2357);
        assertThat(result.get("repeat_buyers").asLong()).isEqualTo(946);
        for (String name : List.of("r", "alpha", "a", "b")) {
            assertThat(result.at("/bg_nbd/" + name).asDouble())
                    .isCloseTo(reference.at("/bgnbd/exact_days/" + name).asDouble(), withinPercentage(0.1));
        }
        assertThat(result.at("/bg_nbd/log_likelihood").asDouble())
                .isCloseTo(reference.at("/bgnbd/exact_days/LL").asDouble(), within(1e-3));
        for (String name : List.of("p", "q", "gamma")) {
            assertThat(result.at("/gamma_gamma/" + name).asDouble())
                    .isCloseTo(reference.at("/gamma_gamma/exact_cents/" + name).asDouble(), withinPercentage(0.1));
        }
        assertThat(result.at("/gamma_gamma/log_likelihood").asDouble())
                .isCloseTo(reference.at("/gamma_gamma/exact_cents/LL").asDouble(), within(1e-3));
        assertThat(result.get("predictions")).hasSize(2357);
        JsonNode first = result.at("/predictions/0");
        assertThat(first.get("customer").asText()).isEqualTo("0001");
        assertThat(first.get("x").asLong()).isEqualTo(2);
        assertThat(first.get("expected_purchases").asDouble()).isCloseTo(1.226, within(0.001));
        assertThat(first.get("expected_average_value").asDouble()).isCloseTo(24.65, within(0.01));
    }

    @Test
    void laterTransactionsShouldBeLeftOutAndThoseOfADayBeOne() throws IOException {
        // Given
        Path file = file(
                shop("customer,date,amount", "late,2024-07-02,5", "early,2024-01-01 09:00:00,1", "early,2024-01-01,2"));

        // When
        CommandRun run = CommandRun.of("value", file.toString(), "--until", "2024-07-01", "--json");

        // Then
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.get("rows_after_until").asLong()).isEqualTo(1);
        JsonNode early =
                result.at("/predictions/%d".formatted(result.get("predictions").size() - 1));
        assertThat(early.get("customer").asText()).isEqualTo("early");
        assertThat(early.get("x").asLong()).isZero();
        assertThat(early.get("T").asDouble()).isEqualTo(26);
        assertThat(early.get("mean_repeat_value").isNull()).isTrue();
        assertThat(early.get("probability_alive").asDouble()).isEqualTo(1);
        assertThat(result.get("customers").asLong()).isEqualTo(101);
    }

    @Test
    void peopleShouldReadTheParametersAndTheBestCustomers() throws IOException {
        // Given
        Path file = file(shop("customer,date,amount"));

        // When
        CommandRun run = CommandRun.of("value", file.toString(), "--until", "2024-07-01", "--horizon", "70d");

        // Then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("BG/NBD", "Gamma-Gamma", "log-likelihood", "in the 10 weeks after 2024-07-01")
                .contains("… and 80 more; --json has all.");
    }

    @Test
    void rowsThatCannotBeRightShouldEndItNamingRowAndColumn() throws IOException {
        // Given
        Path file = file(List.of(
                "customer,date,amount",
                "a,2024-01-01,5",
                "a,yesterday,5",
                ",2024-01-01,5",
                "b,2024-01-01,-3",
                "b,2024-01-02,x",
                "b,2024-02-30,5"));

        // When
        CommandRun run = CommandRun.of("value", file.toString(), "--until", "2024-07-01");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("5 of 6 rows cannot be right")
                .contains("line 3: date is 'yesterday', not a date like 1997-09-30")
                .contains("line 4: customer is missing")
                .contains("line 5: amount is -3, but must be a number of 0 or more")
                .contains("line 6: amount is 'x', not a number")
                .contains("line 7: date is '2024-02-30', not a date like 1997-09-30");
    }

    @Test
    void aFileWithoutTheColumnsShouldBeRefused() throws IOException {
        // Given
        Path file = file(List.of("customer,day,amount", "a,2024-01-01,5"));

        // When
        CommandRun run = CommandRun.of("value", file.toString(), "--until", "2024-07-01");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("line 1: the header has no column [date]; it has [customer, day, amount]");
    }

    @Test
    void tooFewWhoCameBackShouldBeSaidInWords() throws IOException {
        // Given
        Path file = file(List.of("customer,date,amount", "a,2024-01-01,5", "a,2024-01-09,5", "b,2024-01-01,5"));

        // When
        CommandRun run = CommandRun.of("value", file.toString(), "--until", "2024-07-01", "--json");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("no value model: 1 of 2 customers have bought on more than one day; a value model needs 50");
    }

    @Test
    void aFileWithNothingThatCountsShouldBeRefusedForThat() throws IOException {
        assertThat(CommandRun.of("value", file(List.of("customer,date,amount")).toString(), "--until", "2024-07-01")
                        .err())
                .contains("transactions.csv has a header but no rows");
        assertThat(CommandRun.of(
                                "value",
                                file(List.of("customer,date,amount", "a,2024-01-02,5"))
                                        .toString(),
                                "--until",
                                "2024-01-01")
                        .err())
                .contains("all of its 1 rows are after 2024-01-01, the last day that counts");
    }

    @Test
    void aLastDayThatIsNoneShouldBeRefused() {
        CommandRun run = CommandRun.of("value", "any.csv", "--until", "30/09/1997");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'30/09/1997' is no date; write one like 1997-09-30");
    }

    @Test
    void aHorizonThatIsNoneShouldBeRefused() {
        CommandRun run = CommandRun.of("value", "any.csv", "--until", "2024-07-01", "--horizon", "soon");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'soon' must be weeks or days, such as 39w or 273d");
    }

    /** A hundred customers, some of whom come back, after what is given. */
    private static List<String> shop(String... first) {
        List<String> lines = new ArrayList<>(List.of(first));
        for (int i = 0; i < 100; i++) {
            for (int day = 0; day <= (i * 7 % 5) * (i % 3); day++) {
                lines.add("c%02d,2024-%02d-%02d,%d".formatted(i, 1 + (day + i) % 6, 1 + day, 5 + i * (day + 3) % 17));
            }
        }
        return lines;
    }

    private Path file(List<String> lines) throws IOException {
        return Files.write(directory.resolve("transactions.csv"), lines);
    }
}
