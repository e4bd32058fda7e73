package dev.segue.cli.secured;

import dev.segue.localstack.Launch;
import dev.segue.localstack.Placement;
import dev.segue.localstack.PortSetting;
import dev.segue.localstack.Program;
import dev.segue.localstack.Registry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The local stack's registry, but over TLS, for users with passwords. */
record SecuredRegistry(Registry registry, Certificate certificate, List<User> users) implements Program {
    static String url(int port) {
        return "https://127.0.0.1:%d/apis/ccompat/v7".formatted(port);
    }

    @Override
    public String name() {
        return registry.name();
    }

    @Override
    public PortSetting port() {
        return registry.port();
    }

    @Override
    public Launch launch(Placement placement) {
        Launch open = registry.launch(placement);
        List<String> options = new ArrayList<>(open.jvmOptions());
        options.addAll(List.of(
                "-Dquarkus.http.insecure-requests=disabled",
                "-Dquarkus.http.ssl-port=" + placement.port(name()),
                "-Dquarkus.http.ssl.certificate.key-store-file=" + certificate.keyStore(),
                "-Dquarkus.http.ssl.certificate.key-store-file-type=PKCS12",
                "-Dquarkus.http.ssl.certificate.key-store-password=" + Certificate.PASSWORD,
                "-Dquarkus.http.auth.basic=true",
                "-Dquarkus.security.users.embedded.plain-text=true",
                "-Dquarkus.http.auth.permission.all.paths=/apis/*",
                "-Dquarkus.http.auth.permission.all.policy=authenticated"));
        users.forEach(user -> options.add(
                "-Dquarkus.security.users.embedded.users.%s=%s".formatted(user.name(), user.registryPassword())));
        return new Launch(open.mainClass(), open.classPath(), options, open.arguments(), open.environment());
    }

    @Override
    public Optional<String> complaint(int port) {
        URI page = URI.create(url(port) + "/subjects");
        User user = users.getFirst();
        String who = Base64.getEncoder()
                .encodeToString((user.name() + ":" + user.registryPassword()).getBytes(StandardCharsets.UTF_8));
        try (HttpClient http =
                HttpClient.newBuilder().sslContext(certificate.trusting()).build()) {
            int status = http.send(
                            HttpRequest.newBuilder(page)
                                    .header("Authorization", "Basic " + who)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 200 ? Optional.empty() : Optional.of(page + " answers with status " + status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of(page + " does not answer: " + e);
        }
    }
}
