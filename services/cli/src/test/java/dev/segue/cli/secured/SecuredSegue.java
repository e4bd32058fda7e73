package dev.segue.cli.secured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.cli.CommandRun;
import dev.segue.cli.connect.Connection;
import dev.segue.localstack.Distribution;
import dev.segue.localstack.Home;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.LocalStack;
import dev.segue.localstack.PortSetting;
import dev.segue.localstack.Program;
import dev.segue.localstack.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * The three services on a broker and a registry that let in only whom they know, each as a user of its own with the rights that are shipped.
 * One thread.
 */
final class SecuredSegue implements AutoCloseable {
    static final User SEGMENTER = User.of("segue-segmenter");
    static final User TRAINER = User.of("segue-trainer");
    static final User CONSOLE = User.of("segue-console");
    static final User OPERATOR = User.of("segue-operator");
    static final User SHOP = User.of("segue-shop");
    static final User CAMPAIGNS = User.of("segue-campaigns");
    static final List<User> USERS = List.of(SEGMENTER, TRAINER, CONSOLE, OPERATOR, SHOP, CAMPAIGNS);

    private static final List<String> SERVICES = List.of("segmenter", "trainer", "console");
    private static final int ITERATIONS = 4096;

    private final Certificate certificate;
    private final Home home;
    private final List<Program> programs = new ArrayList<>();
    private final List<LocalStack> started = new ArrayList<>();
    private final Admin admin;

    /**
     * Starts all of it, and creates the topics.
     *
     * @param webhook where the console posts to
     */
    SecuredSegue(Path directory, URI webhook) throws Exception {
        certificate = Certificate.in(directory, "ip:127.0.0.1,dns:localhost");
        home = new Home(directory.resolve("home"));
        Distribution distribution = Distribution.find();
        programs.add(new SecuredKafka(new Kafka(distribution, PortSetting.anyFree(Kafka.NAME)), certificate));
        programs.add(new SecuredRegistry(
                new Registry(distribution, PortSetting.anyFree(Registry.NAME)), certificate, USERS));
        start();
        admin = Admin.create(settings(User.ADMIN));
        letIn();
        assertThat(run(OPERATOR, "topics", "create", "--partitions", "2")).contains("17 topics created");
        programs.add(new SecuredService(
                "segmenter",
                "dev.segue.segmenter.SegmenterApplication",
                List.of(),
                SEGMENTER,
                certificate,
                Map.of("SEGUE_SEGMENTER_STATE_DIR", "{data}/state", "SEGUE_SEGMENTER_PLAYBOOKS", "value")));
        programs.add(new SecuredService(
                "trainer",
                "dev.segue.trainer.TrainerApplication",
                List.of(),
                TRAINER,
                certificate,
                Map.of("SEGUE_TRAINER_SPECS", "value")));
        programs.add(new SecuredService(
                "console",
                "dev.segue.console.ConsoleApplication",
                List.of("segmenter", "trainer"),
                CONSOLE,
                certificate,
                Map.of(
                        "SEGUE_CONSOLE_SEGMENTERS", "{segmenter}",
                        "SEGUE_CONSOLE_TRAINER", "{trainer}",
                        "SEGUE_CONSOLE_WEBHOOKS_0_ID", "crm",
                        "SEGUE_CONSOLE_WEBHOOKS_0_URL", webhook.toString(),
                        "SEGUE_CONSOLE_WEBHOOKS_0_SECRET", "whsec_" + "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")));
        start();
    }

    /** Starts what does not run, and waits until all are healthy. */
    void start() throws InterruptedException {
        LocalStack stack = new LocalStack(home, programs, event -> {});
        started.add(stack);
        stack.start();
    }

    /** Gives all users their passwords, and the rights that are shipped. */
    private void letIn() throws Exception {
        ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        admin.alterUserScramCredentials(USERS.stream()
                        .map(user -> new UserScramCredentialUpsertion(user.name(), scram, user.password()))
                        .map(UserScramCredentialAlteration.class::cast)
                        .toList())
                .all()
                .get();
        admin.createAcls(Rule.shipped().stream().map(Rule::binding).toList())
                .all()
                .get();
    }

    /** Withdraws a right. */
    void withdraw(Rule rule) throws Exception {
        assertThat(admin.deleteAcls(List.of(rule.binding().toFilter())).all().get())
                .hasSize(1);
    }

    /** Gives a right back. */
    void give(Rule rule) throws Exception {
        admin.createAcls(List.of(rule.binding())).all().get();
    }

    /** Who may do everything. */
    Admin admin() {
        return admin;
    }

    /** Settings of somebody's Kafka clients. */
    Map<String, Object> settings(User user) {
        Map<String, Object> settings = new HashMap<>(user.kafka(certificate));
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Kafka.bootstrapServers(port(Kafka.NAME)));
        return settings;
    }

    /** Somebody's connection, as the command line makes it of the environment. */
    Connection connection(User user) {
        return as(user, Connection::configured);
    }

    /** Runs a command of the command line as somebody. */
    CommandRun command(User user, String... words) {
        return as(user, () -> CommandRun.of(words));
    }

    /** The same, where it must succeed; what it printed. */
    String run(User user, String... words) {
        CommandRun run = command(user, words);
        assertThat(run.status())
                .as("%s: %s%n%s", String.join(" ", words), run.out(), run.err())
                .isZero();
        return run.out();
    }

    private <T> T as(User user, Supplier<T> task) {
        Map<String, String> variables = new HashMap<>(user.environment(certificate));
        variables.put("KAFKA_BOOTSTRAP_SERVERS", Kafka.bootstrapServers(port(Kafka.NAME)));
        variables.put("SCHEMA_REGISTRY_URL", SecuredRegistry.url(port(Registry.NAME)));
        for (String service : List.of("segmenter", "trainer")) {
            if (programs.stream().anyMatch(program -> program.name().equals(service))) {
                variables.put("SEGUE_%s_URL".formatted(service.toUpperCase(Locale.ROOT)), at(service));
            }
        }
        variables.forEach(System::setProperty);
        try {
            return task.get();
        } finally {
            variables.keySet().forEach(System::clearProperty);
        }
    }

    /** The address of a service. */
    String at(String service) {
        return "http://127.0.0.1:" + port(service);
    }

    private int port(String program) {
        return started.getLast().port(program);
    }

    /** Ends a service as a power cut would. */
    void kill(String service) {
        ProcessHandle process = started.getLast().status().stream()
                .filter(status -> status.program().equals(service))
                .flatMap(status -> ProcessHandle.of(status.pid().orElseThrow()).stream())
                .findFirst()
                .orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Where a service keeps what outlives it. */
    Path data(String service) {
        return home.data(service);
    }

    /** What a program has said so far. */
    String log(String program) {
        try {
            return Files.readString(home.log(program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the services have said so far, also before they were started again. */
    List<String> logs() throws IOException {
        List<String> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.log(SERVICES.getFirst()).getParent())) {
            for (Path file : files.toList()) {
                if (SERVICES.stream().anyMatch(file.getFileName().toString()::startsWith)) {
                    logs.add(Files.readString(file));
                }
            }
        }
        return logs;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
        started.reversed().forEach(LocalStack::close);
    }
}
