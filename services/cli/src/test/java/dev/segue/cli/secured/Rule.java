package dev.segue.cli.secured;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.yaml.snakeyaml.Yaml;

/**
 * That somebody may do something with something.
 *
 * @param user who, as Kafka knows them
 * @param operation what
 * @param type of what kind of thing
 * @param name the thing's
 * @param prefixed whether of all things, too, whose names begin so
 */
record Rule(String user, AclOperation operation, ResourceType type, String name, boolean prefixed) {
    /** Where all are. */
    static final Path FILE = Path.of("..", "..", "deploy", "kubernetes", "kafka", "users.yaml");

    /** The rules of the file that is shipped, in its order. */
    static List<Rule> shipped() throws IOException {
        List<Rule> rules = new ArrayList<>();
        try (InputStream in = Files.newInputStream(FILE)) {
            for (Object document : new Yaml().loadAll(in)) {
                JsonNode user = new ObjectMapper().valueToTree(document);
                for (JsonNode acl : user.at("/spec/authorization/acls")) {
                    for (JsonNode operation : acl.get("operations")) {
                        rules.add(new Rule(
                                user.at("/metadata/name").asText(),
                                AclOperation.fromString(constant(operation)),
                                ResourceType.fromString(constant(acl.at("/resource/type"))),
                                acl.at("/resource/name").asText(),
                                acl.at("/resource/patternType").asText().equals("prefix")));
                    }
                }
            }
        }
        return rules;
    }

    /** {@code DescribeConfigs} is {@code DESCRIBE_CONFIGS}, and {@code transactionalId} is {@code TRANSACTIONAL_ID}. */
    private static String constant(JsonNode name) {
        return name.asText().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    AclBinding binding() {
        return new AclBinding(
                new ResourcePattern(type, name, prefixed ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    /** Whether a thing is meant. */
    boolean covers(String thing) {
        return prefixed ? thing.startsWith(name) : thing.equals(name);
    }
}
