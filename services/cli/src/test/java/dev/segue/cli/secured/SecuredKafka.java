package dev.segue.cli.secured;

import dev.segue.localstack.Kafka;
import dev.segue.localstack.Launch;
import dev.segue.localstack.Placement;
import dev.segue.localstack.PortSetting;
import dev.segue.localstack.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The local stack's broker, but over TLS, for users with SCRAM passwords, of whom each may do what an ACL allows and nothing else. It
 * writes down under which right whatever is done is done.
 */
record SecuredKafka(Kafka kafka, Certificate certificate) implements Program {
    @Override
    public String name() {
        return kafka.name();
    }

    @Override
    public PortSetting port() {
        return kafka.port();
    }

    @Override
    public Launch launch(Placement placement) throws IOException {
        Launch open = kafka.launch(placement);
        // Of a property that stands twice, the latter counts.
        Files.writeString(
                Path.of(open.arguments().getFirst()),
                """

                listener.security.protocol.map=BROKER:SASL_SSL,CONTROLLER:SSL
                sasl.enabled.mechanisms=SCRAM-SHA-512
                sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
                listener.name.broker.scram-sha-512.sasl.jaas.config=%s
                listener.name.controller.ssl.client.auth=required
                ssl.keystore.type=PKCS12
                ssl.keystore.location=%s
                ssl.keystore.password=%s
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                allow.everyone.if.no.acl.found=false
                super.users=User:%s;%s
                """.formatted(
                                User.ADMIN.jaas(),
                                certificate.keyStore(),
                                Certificate.PASSWORD,
                                certificate.pem(),
                                User.ADMIN.name(),
                                Certificate.PRINCIPAL),
                StandardOpenOption.APPEND);
        return new Launch(
                open.mainClass(),
                open.classPath(),
                Stream.concat(
                                open.jvmOptions().stream(),
                                Stream.of("-Dorg.slf4j.simpleLogger.log.kafka.authorizer.logger=debug"))
                        .toList(),
                Stream.concat(
                                open.arguments().stream(),
                                Stream.of(
                                        "--add-scram",
                                        "SCRAM-SHA-512=[name=%s,password=%s]"
                                                .formatted(User.ADMIN.name(), User.ADMIN.password())))
                        .toList(),
                open.environment());
    }

    @Override
    public Optional<String> complaint(int port) {
        Map<String, Object> settings = new HashMap<>(User.ADMIN.kafka(certificate));
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Kafka.bootstrapServers(port));
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(10, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("the broker does not describe its cluster: " + e);
        }
    }
}
