package dev.segue.console.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String FILE = """
            segue:
              console:
                webhooks:
                  - id: crm
                    url: https://crm.example.com/hooks?key=k1
                    secret: ${CRM_SECRET}
                  - id: mail-2
                    url: http://127.0.0.1:9000
                    secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                    events: [trigger]
                    segmentation: value
            """;

    @Test
    void shouldBeNoneWhereNothingIsSaid() throws IOException {
        assertThat(webhooks("segue: {}", Map.of())).isEmpty();
    }

    @Test
    void shouldBeThoseOfAFile() throws IOException {
        // When
        List<Webhook> webhooks = webhooks(FILE, Map.of("CRM_SECRET", SECRET));

        // Then
        assertThat(webhooks).extracting(Webhook::id).containsExactly("crm", "mail-2");
        assertThat(webhooks.getFirst().events()).containsExactlyInAnyOrder(EventType.CHANGE, EventType.TRIGGER);
        assertThat(webhooks.getFirst().segmentation()).isNull();
        assertThat(webhooks.getFirst().url()).hasToString("https://crm.example.com/hooks?key=k1");
        assertThat(webhooks.getLast().events()).containsExactly(EventType.TRIGGER);
        assertThat(webhooks.getLast().segmentation()).isEqualTo("value");
    }

    @Test
    void shouldBeThoseOfTheEnvironment() throws IOException {
        // When
        List<Webhook> webhooks = webhooks(
                "segue: {}",
                Map.of(
                        "SEGUE_CONSOLE_WEBHOOKS_0_ID", "crm",
                        "SEGUE_CONSOLE_WEBHOOKS_0_URL", "https://crm.example.com/hooks",
                        "SEGUE_CONSOLE_WEBHOOKS_0_SECRET", SECRET,
                        "SEGUE_CONSOLE_WEBHOOKS_0_EVENTS", "change,trigger"));

        // Then
        assertThat(webhooks).extracting(Webhook::id).containsExactly("crm");
        assertThat(webhooks.getFirst().events()).hasSize(2);
    }

    @Test
    void shouldLetTheEnvironmentWinFieldByField() throws IOException {
        // When
        List<Webhook> webhooks = webhooks(
                FILE, Map.of("CRM_SECRET", SECRET, "SEGUE_CONSOLE_WEBHOOKS_1_URL", "https://mail.example.com/in"));

        // Then
        assertThat(webhooks.getLast().id()).isEqualTo("mail-2");
        assertThat(webhooks.getLast().url()).hasToString("https://mail.example.com/in");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ID | CRM one | segue.console.webhooks[1] (CRM one): id must be of a-z, 0-9 and -, not 'CRM one'",
                "ID | crm | segue.console.webhooks[1] (crm): id is that of another webhook: each needs its own",
                "URL | ftp://a/?k=1 | segue.console.webhooks[1] (mail-2): url must begin with http:// or https:// and a host",
                "URL | http://a b/ | segue.console.webhooks[1] (mail-2): url is no address: Illegal character in authority",
                "URL | https://me:pass@a/ | segue.console.webhooks[1] (mail-2): url must have no user, password or fragment: the signature tells who sends",
                "SECRET | pass | segue.console.webhooks[1] (mail-2): secret must be whsec_ and 24 to 64 random bytes in base64",
                "SECRET | '' | segue.console.webhooks[1] (mail-2): secret is missing",
                "EVENTS | changes | segue.console.webhooks[1] (mail-2): events must be change, trigger or both, not 'changes'",
            })
    void shouldSayWhatIsWrongWithWhich(String field, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> webhooks(FILE, Map.of("CRM_SECRET", SECRET, "SEGUE_CONSOLE_WEBHOOKS_1_" + field, value)))
                .withMessage(message);
    }

    @Test
    void shouldRefuseAGapInTheList() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> webhooks(FILE, Map.of("CRM_SECRET", SECRET, "SEGUE_CONSOLE_WEBHOOKS_3_ID", "x")))
                .withMessage("segue.console.webhooks[2]: id is missing");
    }

    @Test
    void shouldRefuseASettingThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> webhooks(FILE.replace("events:", "event:"), Map.of("CRM_SECRET", SECRET)))
                .withMessage("segue.console.webhooks[1] (mail-2): [event] is no setting of a webhook:"
                        + " these are [id, url, secret, events, segmentation]");
    }

    @Test
    void shouldRefuseWhatIsNoList() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> webhooks(
                        FILE.replace("- id: crm", "  id: crm").replace("- id: mail-2", "  other:"),
                        Map.of("CRM_SECRET", SECRET)))
                .withMessage("segue.console.webhooks must be a list of [id, url, secret, events, segmentation]");
    }

    @Test
    void shouldNotShowSecrets() throws IOException {
        assertThat(webhooks(FILE, Map.of("CRM_SECRET", SECRET)).toString())
                .contains("https://crm.example.com/hooks")
                .doesNotContain("MfKQ9r8", "k1");
    }

    private static List<Webhook> webhooks(String yaml, Map<String, String> variables) throws IOException {
        Map<String, Object> file = new YamlPropertySourceLoader()
                .read("file", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        try (ApplicationContext context = ApplicationContext.builder()
                .enableDefaultPropertySources(false)
                .propertySources(PropertySource.of("file", file, 0), new Variables(variables))
                .build()) {
            return new WebhookSettings(context.getEnvironment().start()).webhooks();
        }
    }

    /** As Micronaut reads the environment: after files, a number between underscores as a place in a list. */
    private static final class Variables extends MapPropertySource {
        Variables(Map<String, String> variables) {
            super(
                    "variables",
                    variables.entrySet().stream()
                            .collect(Collectors.toMap(
                                    variable -> variable.getKey().replaceAll("_(\\d+)_", "[$1]"),
                                    Map.Entry::getValue)));
        }

        @Override
        public int getOrder() {
            return 1;
        }

        @Override
        public PropertyConvention getConvention() {
            return PropertyConvention.ENVIRONMENT_VARIABLE;
        }
    }
}
