package dev.segue.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Versions of models: which is in force, which waits for a person, what would change.",
        subcommands = {
            ModelsCommand.ListThem.class,
            ModelsCommand.Show.class,
            ModelsCommand.Promote.class,
            ModelsCommand.Drop.class,
            ModelsCommand.Rollback.class,
            ModelsCommand.Diff.class,
            ModelsCommand.DryRun.class
        })
public final class ModelsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before run()
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** A command about one segmentation. */
    abstract static class OfSegmentation extends TrainerCommand {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "SEGMENTATION",
                defaultValue = "value",
                description = "Whose versions (default: ${DEFAULT-VALUE}).")
        @SuppressWarnings("NullAway.Init") // has a default
        String segmentation;
    }

    /** A command about one version of a segmentation. */
    abstract static class OfVersion extends OfSegmentation {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "VERSION",
                description = "Which version, such as 3; the one that goes without saying if none is given.")
        @Nullable
        Long version;
    }

    /** {@code segue models list}. */
    @Command(name = "list", description = "All versions of a segmentation's model, the newest first.")
    static final class ListThem extends OfSegmentation {
        @Override
        JsonNode ask(ModelsClient trainer) throws InterruptedException {
            return trainer.versions(segmentation);
        }

        @Override
        List<String> lines(JsonNode answer) {
            return VersionsText.of(answer);
        }
    }

    /** {@code segue models show}. */
    @Command(
            name = "show",
            description = "One version: its segments, its quality, what the gate said and whom it moves. "
                    + "Without VERSION the one that is held, or else the one in force.")
    static final class Show extends OfVersion {
        @Override
        JsonNode ask(ModelsClient trainer) throws InterruptedException {
            return trainer.version(segmentation, version == null ? theObvious(trainer) : version);
        }

        private long theObvious(ModelsClient trainer) throws InterruptedException {
            JsonNode versions = trainer.versions(segmentation);
            JsonNode which = versions.path("held").isNumber() ? versions.path("held") : versions.path("in_force");
            if (!which.isNumber()) {
                throw new CommandFailure("%s has no model yet".formatted(segmentation));
            }
            return which.asLong();
        }

        @Override
        List<String> lines(JsonNode answer) {
            return ModelText.of(answer);
        }
    }

    /** Changes how a version stands; the command is called what the trainer is asked to do. */
    abstract static class Change extends OfVersion {
        @Override
        JsonNode ask(ModelsClient trainer) throws InterruptedException {
            return trainer.change(segmentation, name(), version);
        }

        @Override
        List<String> lines(JsonNode answer) {
            return VersionsText.inForce(answer);
        }
    }

    /** {@code segue models promote}. */
    @Command(
            name = "promote",
            description = "Puts a version in force that is held or was dropped; without VERSION the one that is held.")
    static final class Promote extends Change {}

    /** {@code segue models drop}. */
    @Command(name = "drop", description = "Turns a version down that is held.")
    static final class Drop extends Change {}

    /** {@code segue models rollback}. */
    @Command(
            name = "rollback",
            description = "Goes back to a version that was in force, without VERSION to the one before the present; "
                    + "everyone returns to the segment they were in.")
    static final class Rollback extends Change {}

    /** {@code segue models diff}. */
    @Command(name = "diff", description = "Two versions side by side, and who would be where, on the customers of now.")
    static final class Diff extends TrainerCommand {
        @Parameters(index = "0", paramLabel = "SEGMENTATION", description = "Whose versions.")
        @SuppressWarnings("NullAway.Init") // required
        private String segmentation;

        @Parameters(index = "1", paramLabel = "FROM", description = "The one version, such as 2.")
        private long from;

        @Parameters(index = "2", paramLabel = "TO", description = "The other, such as 3.")
        private long to;

        @Override
        JsonNode ask(ModelsClient trainer) throws InterruptedException {
            return trainer.difference(segmentation, from, to);
        }

        @Override
        List<String> lines(JsonNode answer) {
            return DifferenceText.of(answer);
        }
    }

    /** {@code segue models dry-run}. */
    @Command(
            name = "dry-run",
            description =
                    "Trains by a specification on the customers of now and publishes nothing: its segments, its quality "
                            + "and, where a model of the same segmentation is in force, whom it would move.")
    static final class DryRun extends TrainerCommand {
        @Parameters(paramLabel = "SPEC.yaml", description = "The specification's file.")
        @SuppressWarnings("NullAway.Init") // required
        private Path file;

        @Override
        JsonNode ask(ModelsClient trainer) throws InterruptedException {
            try {
                return trainer.dryRun(Files.readString(file));
            } catch (NoSuchFileException e) {
                throw new CommandFailure("%s: there is no such file".formatted(file), e);
            } catch (IOException e) {
                throw new CommandFailure("cannot read %s: %s; it must be a specification's file".formatted(file, e), e);
            }
        }

        @Override
        List<String> lines(JsonNode answer) {
            return ModelText.of(answer);
        }
    }
}
