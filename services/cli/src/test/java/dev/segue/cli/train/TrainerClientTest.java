package dev.segue.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.cli.CommandFailure;
import dev.segue.cli.StandInService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainerClientTest {
    private final StandInService service = new StandInService();
    private final HttpClient http = HttpClient.newHttpClient();
    private final TrainerClient trainer = new TrainerClient(http, service.address());

    TrainerClientTest() throws IOException {}

    @AfterEach
    void close() {
        http.close();
        service.close();
    }

    @Test
    void aNewModelShouldBeToldByItsVersion() throws InterruptedException {
        // Given
        service.answering(201, "{\"version\": 12, \"structure\": {\"sentence\": \"There is structure.\"}}");

        // When
        TrainerClient.Answer answer = trainer.train("my value");

        // Then
        assertThat(answer).isEqualTo(new TrainerClient.Answer.Trained(12, "There is structure."));
        assertThat(service.requests()).containsExactly("POST /segmentations/my+value/models");
    }

    @Test
    void tooFewCustomersShouldBeToldInTheTrainersWords() throws InterruptedException {
        // Given
        service.answering(409, "{\"title\": \"Conflict\", \"detail\": \"waiting for 150 more customers\"}");

        // When, Then
        assertThat(trainer.train("value"))
                .isEqualTo(new TrainerClient.Answer.Waiting("waiting for 150 more customers"));
    }

    @Test
    void aModelThatIsHeldShouldBeToldWithWhyAndWhatToDo() throws InterruptedException {
        // Given
        service.answering(201, """
                {"version": 2, "standing": "held", "gate": {"reasons": ["it moves too many", "it is worse"]}}
                """);

        // When
        TrainerClient.Answer answer = trainer.train("value");

        // Then
        TrainerClient.Answer.Held held = new TrainerClient.Answer.Held(2, "it moves too many; it is worse");
        assertThat(answer).isEqualTo(held);
        assertThat(held.text("value"))
                .startsWith("Trained value v2, which is held: it moves too many; it is worse.")
                .endsWith("put it in force with: segue models promote value");
    }

    @Test
    void anUnknownSegmentationShouldFailWithTheTrainersReason() {
        // Given
        service.answering(404, "{\"detail\": \"there is no segmentation 'x' here\"}");

        // When, Then
        assertThatThrownBy(() -> trainer.train("x"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("404 there is no segmentation 'x' here");
    }

    @Test
    void aTrainerThatIsBusyForAMomentShouldBeAskedAgain() throws InterruptedException {
        // Given
        service.answering(503, "{\"detail\": \"reading\"}").answering(201, "{\"version\": 1}");

        // When, Then
        assertThat(trainer.train("value")).isEqualTo(new TrainerClient.Answer.Trained(1, ""));
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void anAnswerWithoutVersionShouldFailAndBeShown() {
        // Given
        service.answering(201, "{\"model\": 1}");

        // When, Then
        assertThatThrownBy(() -> trainer.train("value")).hasMessageContaining("names no model version: {\"model\": 1}");
    }

    @Test
    void aTrainerThatIsDownShouldBeToldWithWhatToDo() {
        // Given
        URI nobody = service.address();
        service.close();

        // When, Then
        assertThatThrownBy(() -> new TrainerClient(http, nobody).train("value"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("segue up");
    }
}
