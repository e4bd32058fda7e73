package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a project of its own, with stand-ins for JDKs and Maven that print what they are asked. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of("../../segue");

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void layOutAProject() throws IOException {
        Files.createDirectories(project());
        Files.copy(LAUNCHER, project().resolve("segue"));
        for (String source : List.of("pom.xml", "avro/pom.xml", "services/cli/src/main/java/Segue.java")) {
            Files.createDirectories(project().resolve(source).getParent());
            Files.writeString(project().resolve(source), "");
        }
        Files.createDirectories(directory.resolve("jvm"));
        environment.put("SEGUE_JDK_DIRS", directory.resolve("jvm").toString());
        environment.put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", directory.toString());
        jdk("path", "17.0.15");
        script(directory.resolve("bin/java"), "echo a java that is too old");
        maven("3.8.7", """
                for module in cli segmenter trainer console; do
                  mkdir -p services/$module/target/lib
                  for jar in segue-$module.jar lib/segue-avro.jar; do
                    echo "built by $(wc -l <"%s" | tr -d ' ')" >services/$module/target/$jar
                  done
                  [ -e services/$module/target/lib/other.jar ] || echo fetched >services/$module/target/lib/other.jar
                done""".formatted(directory.resolve("builds")));
    }

    private Path project() {
        return directory.resolve("a project");
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = directory.resolve("jvm").resolve(name);
        script(
                home.resolve("bin/java"),
                "echo \"java of " + name + "\"; for argument in \"$@\"; do echo \"[$argument]\"; done; pwd");
        script(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void maven(String version, String body) throws IOException {
        script(directory.resolve("bin/mvn"), """
                if [ "$1" = --version ]; then echo "Apache Maven %s (abc)"; exit; fi
                echo "maven with $JAVA_HOME: $*"
                echo "$*" >>"%s"
                cd "%s"
                %s""".formatted(version, directory.resolve("builds"), project(), body));
    }

    private List<String> builds() throws IOException {
        Path builds = directory.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    private CommandRun run(String... arguments) throws Exception {
        return run(project(), project().resolve("segue"), arguments);
    }

    private CommandRun run(Path workingDirectory, Path launcher, String... arguments) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("bash", launcher.toString()), Stream.of(arguments))
                                .toList())
                .directory(workingDirectory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new CommandRun(
                status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void shouldSayWhatToInstallWhereThereIsNoJdk25() throws Exception {
        // When
        CommandRun run = run("up");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("needs a JDK 25 or newer", "JAVA_HOME", "Temurin 25");
        assertThat(builds()).isEmpty();
    }

    @Test
    void shouldFindAJdkThatIsInstalledBesideAnOlderDefault() throws Exception {
        // Given
        jdk("ancient", "1.8.0_402");
        jdk("early", "26-ea");
        Path wanted = jdk("temurin-25", "25.0.1");

        // Then
        assertThat(run("java-home").out().strip())
                .as("the oldest that is new enough")
                .isEqualTo(wanted.toString());
    }

    @Test
    void shouldPreferJavaHomeWhenItIsNewEnough() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");
        environment.put("JAVA_HOME", jdk("mine", "27").toString());

        // Then
        assertThat(run("java-home").out().strip()).isEqualTo(environment.get("JAVA_HOME"));
    }

    @Test
    void shouldPassOverAJavaHomeThatIsTooOld() throws Exception {
        // Given
        Path wanted = jdk("temurin-25", "25.0.1");
        environment.put("JAVA_HOME", jdk("mine", "21.0.2").toString());

        // Then
        assertThat(run("java-home").out().strip()).isEqualTo(wanted.toString());
    }

    @Test
    void shouldPreferTheJavaOnThePathToOthersThatAreInstalled() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");
        Path onPath = jdk("linked", "26.0.1");
        Files.delete(directory.resolve("bin/java"));
        Files.createSymbolicLink(directory.resolve("bin/java"), onPath.resolve("bin/java"));

        // Then
        assertThat(run("java-home").out().strip()).isEqualTo(onPath.toRealPath().toString());
    }

    @Test
    void shouldBuildOnFirstUseOnTheJdkItFoundAndThenRun() throws Exception {
        // Given
        Path jdk = jdk("temurin-25", "25.0.1");

        // When
        CommandRun run = run("up", "--fresh");

        // Then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("Building Segue (first time: a few minutes)…");
        assertThat(project().resolve("target/build.log")).content().contains("maven with " + jdk + ":");
        assertThat(run.out()).contains("java of temurin-25", "[dev.segue.cli.Segue]", "[up]", "[--fresh]");
    }

    @Test
    void shouldBuildAgainOnlyWhenSourcesHaveChanged() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");
        run("up");
        run("up");
        assertThat(builds()).hasSize(1);

        // When
        Files.setLastModifiedTime(
                project().resolve("services/cli/src/main/java/Segue.java"),
                FileTime.from(Instant.now().plusSeconds(5)));
        CommandRun run = run("up");

        // Then
        assertThat(builds()).hasSize(2);
        assertThat(run.err()).contains("sources have changed");
    }

    @Test
    void shouldTakeNothingFromUnderWhatRunsWhenItBuildsAgain() throws Exception {
        // Given
        script(
                jdk("temurin-25", "25.0.1").resolve("bin/java"),
                "for argument in \"$@\"; do case $argument in -Dsegue.services=*) echo \"${argument#*=}\" ;; esac; done");
        Path copy = Path.of(run("status").out().strip());
        Process running = new ProcessBuilder(
                        "sh", "-c", "while :; do sleep 1; done", copy + "/trainer/target/segue-trainer.jar")
                .start();
        try {
            // When
            Path later = buildAgain();

            // Then
            assertThat(copy.resolve("trainer/target/segue-trainer.jar"))
                    .content()
                    .isEqualTo("built by 1\n");
            assertThat(copy.resolve("trainer/target/lib/segue-avro.jar"))
                    .content()
                    .isEqualTo("built by 1\n");
            assertThat(later.resolve("trainer/target/lib/segue-avro.jar"))
                    .content()
                    .isEqualTo("built by 2\n");
            for (Path programs : List.of(copy, later)) {
                assertThat(programs.resolve("trainer/target/lib/other.jar"))
                        .content()
                        .isEqualTo("fetched\n");
            }
        } finally {
            running.destroyForcibly().waitFor();
        }
        assertThat(buildAgain()).exists();
        assertThat(copy).as("a copy that nothing runs from").doesNotExist();
    }

    private Path buildAgain() throws Exception {
        Files.delete(project().resolve("target/segue.built"));
        return Path.of(run("status").out().strip());
    }

    @Test
    void shouldBuildAgainWhenAJarIsGone() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");
        run("up");

        // When
        Files.delete(project().resolve("services/segmenter/target/segue-segmenter.jar"));
        run("up");

        // Then
        assertThat(builds()).hasSize(2);
    }

    @Test
    void shouldShowWhatWentWrongWithTheBuild() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");
        maven("3.9.9", "echo '[ERROR] no network today'; exit 1");

        // When
        CommandRun run = run("up");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "[ERROR] no network today",
                        project().resolve("target/build.log").toString());
        assertThat(run.out()).doesNotContain("java of");
        assertThat(project().resolve("target/segue.lock")).doesNotExist();
    }

    @Test
    void shouldRefuseAMavenThatIsTooOld() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");
        maven("3.8.6", "exit 0");

        // When
        CommandRun run = run("up");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Maven 3.8.7 or newer").contains("3.8.6");
    }

    @Test
    void shouldPassALockOverThatAKilledCommandLeft() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(project().resolve("target/segue.lock"));
        Files.writeString(project().resolve("target/segue.lock/pid"), Long.toString(dead.pid()));

        // Then
        assertThat(run("up").status()).isZero();
    }

    @Test
    void shouldRunFromAnywhereThroughALinkAndLeaveTheWorkingDirectoryAlone() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");
        Path elsewhere = Files.createDirectories(directory.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("sg"), project().resolve("segue"));

        // When
        CommandRun run = run(elsewhere, link, "replay", "my data.csv");

        // Then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("[my data.csv]");
        assertThat(run.out().lines().toList())
                .last()
                .isEqualTo(elsewhere.toRealPath().toString());
    }

    @Test
    void shouldLetJavaNameFilesInAllLettersWhateverTheLocale() throws Exception {
        // Given
        script(jdk("temurin-25", "25.0.1").resolve("bin/java"), "echo \"locale [$LC_ALL]\"");

        // Then
        assertThat(run("status").out()).contains("locale [C.UTF-8]");
        environment.put("LANG", "de_DE.ISO-8859-1");
        assertThat(run("status").out()).contains("locale [C.UTF-8]");
        environment.put("LANG", "de_DE.utf8");
        assertThat(run("status").out()).contains("locale []");
    }

    @Test
    void shouldRunAllTestsWithWhatFollowsForMaven() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");

        // When
        CommandRun run = run("test", "-pl", "avro");

        // Then
        assertThat(run.status()).isZero();
        assertThat(builds()).singleElement().asString().endsWith("verify -Dtests.left.out= -pl avro");
    }

    @Test
    void shouldFailWhenTheTestsFail() throws Exception {
        // Given
        jdk("temurin-25", "25.0.1");
        maven("3.9.9", "exit 1");

        // Then
        assertThat(run("test").status()).isEqualTo(1);
    }
}
