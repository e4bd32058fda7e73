package dev.segue.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.CommandRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCommandTest {
    private static final int EACH = 40;

    @TempDir
    private Path directory;

    @Test
    void shouldFindThreeGroupsInJson() throws IOException {
        // Given
        Path matrix = threeGroups();

        // When
        CommandRun run = CommandRun.of("cluster", matrix.toString(), "--k", "2..5", "--seed", "7", "--json");

        // Then
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.get("rows").asInt()).isEqualTo(3 * EACH);
        assertThat(report.get("columns").toString()).isEqualTo("[\"income\",\"orders\"]");
        assertThat(report.get("chosen").asInt()).isEqualTo(3);
        assertThat(report.get("reasons").get(0).asText()).startsWith("3 clusters have ");
        assertThat(report.get("candidates")).hasSize(4);
        JsonNode three = report.get("candidates").get(1);
        assertThat(three.get("k").asInt()).isEqualTo(3);
        assertThat(three.at("/full/sizes").toString()).isEqualTo("[40,40,40]");
        assertThat(three.at("/full/silhouette").asDouble()).isGreaterThan(0.7);
        assertThat(three.at("/mini_batch/inertia").asDouble())
                .isCloseTo(three.at("/full/inertia").asDouble(), within(1e-9));
        assertThat(three.at("/full/labels").isMissingNode()).isTrue();
        assertThat(report.at("/structure/better_than_noise").asBoolean()).isTrue();
    }

    @Test
    void shouldGiveLabelsByIdWhenAsked() throws IOException {
        // Given
        Path matrix = threeGroups();

        // When
        CommandRun run = CommandRun.of("cluster", matrix.toString(), "--k", "3", "--json", "--labels");

        // Then the first group has one label, the next another
        JsonNode report = new ObjectMapper().readTree(run.out());
        JsonNode labels = report.at("/candidates/0/full/labels");
        assertThat(labels).hasSize(3 * EACH);
        assertThat(labels.get(0)).isEqualTo(labels.get(EACH - 1)).isNotEqualTo(labels.get(EACH));
        assertThat(report.at("/ids/0").asText()).isEqualTo("c0");
    }

    @Test
    void shouldGiveTheSameForTheSameSeed() throws IOException {
        // Given
        Path matrix = threeGroups();

        // When
        CommandRun one = CommandRun.of("cluster", matrix.toString(), "--k", "2..4", "--json", "--labels");
        CommandRun other = CommandRun.of("cluster", matrix.toString(), "--k", "2..4", "--json", "--labels");

        // Then
        assertThat(one.out()).isEqualTo(other.out());
    }

    @Test
    void shouldShowATable() throws IOException {
        // When
        CommandRun run = CommandRun.of("cluster", threeGroups().toString(), "--k", "2..4", "--labels");

        // Then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.startsWith(">  3  full") && line.endsWith("40 40 40"))
                .anyMatch(line -> line.startsWith("There is structure: "))
                .anyMatch(line -> line.matches("c0,[012]"));
    }

    @Test
    void shouldNumberRowsThatHaveNoId() throws IOException {
        // Given
        Path matrix = write("a,b\n1,2\n3,4\n9,9\n");

        // When
        CommandRun run = CommandRun.of("cluster", matrix.toString(), "--k", "2", "--json", "--labels");

        // Then
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.get("columns").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(report.get("ids").toString()).isEqualTo("[\"1\",\"2\",\"3\"]");
    }

    @Test
    void shouldRefuseCellsThatAreNoNumbersNamingThem() throws IOException {
        assertRefused(
                "id,a,b\nx1,1,2\nx2,,4\n", "line 3 (row x2), column a: is missing; impute it or leave the row out");
        assertRefused("a,b\n1,2\n3,high\n", "line 3 (row 2), column b: 'high' is not a finite number");
        assertRefused("a,b\n1,NaN\n3,4\n", "line 2 (row 1), column b: 'NaN' is not a finite number");
        assertRefused("a,b\n1,2,3\n", "line 2 (row 1): has 3 cells, the header has 2");
    }

    @Test
    void shouldRefuseFilesWithoutAMatrix() throws IOException {
        assertRefused("", "is empty; expected a header and rows of numbers");
        assertRefused("a,b\n", "has a header but no rows");
        assertRefused("id\n1\n", "has no column to cluster, only [id]");
        assertRefused("a,b\n1,2\n3,4\n", "has 2 rows, too few for 8 clusters; ask for fewer with --k");
        assertRefused("a,b\n1,2\n3,1e200\n", "line 3 (row 2), column b: 1e200 is beyond 1e100; scale the columns");
        assertThat(CommandRun.of("cluster", directory.toString()).err()).contains("is not readable as CSV");
        assertThat(CommandRun.of("cluster", "nowhere.csv").err()).contains("nowhere.csv: there is no such file");
    }

    @Test
    void shouldReadAGzippedMatrix() throws IOException {
        // Given
        Path matrix = threeGroups();
        Path gzipped = directory.resolve("matrix.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
            Files.copy(matrix, out);
        }

        // When
        CommandRun run = CommandRun.of("cluster", gzipped.toString(), "--k", "2..4", "--json");

        // Then
        assertThat(run.out())
                .isEqualTo(CommandRun.of("cluster", matrix.toString(), "--k", "2..4", "--json")
                        .out());
    }

    @Test
    void shouldSayWhatIsUndefinedWhereAllRowsAreTheSame() throws IOException {
        // When
        CommandRun run =
                CommandRun.of("cluster", write("a,b\n1,1\n1,1\n1,1\n1,1\n1,1\n").toString(), "--k", "2..3");

        // Then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("silhouette undefined against undefined").doesNotContain("NaN");
    }

    @Test
    void shouldRefuseARangeThatIsNone() throws IOException {
        for (String range : new String[] {"8..2", "1..3", "few"}) {
            CommandRun run = CommandRun.of("cluster", threeGroups().toString(), "--k", range);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("'%s' is no range of numbers of clusters; write 2..8".formatted(range));
        }
    }

    private void assertRefused(String content, String message) throws IOException {
        // When
        CommandRun run = CommandRun.of("cluster", write(content).toString());

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("matrix.csv").contains(message);
    }

    private Path threeGroups() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        double[][] centres = {{0, 0}, {6, 6}, {0, 9}};
        StringBuilder csv = new StringBuilder("id,income,orders\n");
        for (int i = 0; i < 3 * EACH; i++) {
            double[] centre = centres[i / EACH];
            csv.append(
                    "c%d,%s,%s%n".formatted(i, centre[0] + random.nextGaussian(), centre[1] + random.nextGaussian()));
        }
        return write(csv.toString());
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("matrix.csv"), content);
    }
}
