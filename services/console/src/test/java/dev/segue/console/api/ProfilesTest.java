package dev.segue.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    @Test
    void shouldTakeOutWhatIsOfTheProfileAndNothingElse() throws IOException {
        // Given
        String customer = """
                {"customer_id":"c1","features":{"frequency":3.0,"profile.income":58138.0,"profile.education":"PhD"},\
                "traits":["profile.education","profile.income"],"memberships":[{"segment":"value-1","contributions":[\
                {"feature":"profile.income","value":58138.0,"previous":1.0,"contribution":0.4},\
                {"feature":"frequency","value":3.0,"previous":2.0,"contribution":0.6}]}]}""";
        ObjectMapper json = ObjectMapper.getDefault();

        // When
        String shown = json.writeValueAsString(Profiles.removed(json.readValue(customer, Argument.of(JsonNode.class))));

        // Then
        assertThat(shown).isEqualTo("""
                {"customer_id":"c1","features":{"frequency":3.0},\
                "traits":["profile.education","profile.income"],"memberships":[{"segment":"value-1","contributions":[\
                {"feature":"frequency","value":3.0,"previous":2.0,"contribution":0.6}]}]}""");
    }
}
