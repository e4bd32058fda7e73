package dev.segue.cli.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Remembers how far a replay got, in a file of its own for each file replayed, told apart by content and not by name.
 *
 * @param file where it is kept
 */
record ReplayJournal(Path file) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ReplayJournal of(Path home, ReplaySource source) {
        return new ReplayJournal(
                home.resolve("replay").resolve("%s-%s.json".formatted(source.name(), source.sha256())));
    }

    /**
     * @return how far it got; empty where there was no run, or its position makes no sense (for instance as the disk was
     *     full): beginning again is harmless, as events keep their ids
     * @throws ReplayException when there is a file which cannot be read
     */
    Optional<ReplayPosition> read(long events) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return Optional.of(new ReplayPosition(
                    json.path("cluster").asText(), json.path("acknowledged").asLong(-1), events));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ReplayException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Takes the place of what was there, whole or not at all. */
    void write(ReplayPosition position) {
        ObjectNode json = JSON.createObjectNode()
                .put("cluster", position.cluster())
                .put("acknowledged", position.acknowledged())
                .put("events", position.events());
        try {
            Files.createDirectories(file.getParent());
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            Files.writeString(partial, json.toPrettyString() + "\n");
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ReplayException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
