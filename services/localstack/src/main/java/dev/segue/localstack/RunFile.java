package dev.segue.localstack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * What is written about a running program, so that every command finds it. It stays when the program crashes, and then
 * says which port it had.
 *
 * @param program the program's name
 * @param pid its process id
 * @param ports its own port and those of the programs it was told to use, by program name
 * @param started when it was launched
 * @param owner the process whose end will end this one too; empty once it stays up by itself
 */
record RunFile(String program, long pid, Map<String, Integer> ports, Instant started, OptionalLong owner) {
    private static final String PORT_PREFIX = "port.";

    RunFile {
        ports = Map.copyOf(ports);
        if (!ports.containsKey(program)) {
            throw new IllegalArgumentException("ports must hold the port of " + program + ", but holds " + ports);
        }
    }

    /**
     * The option on a child's command line by which it is known again. Process ids are given to other programs after a
     * restart of the machine, and the start times the system tells shift with its clock: neither proves anything.
     */
    static String mark(Home home, String program) {
        return "-Dsegue.program=" + home.runFile(program);
    }

    int port() {
        return ports.getOrDefault(program, 0);
    }

    RunFile withoutOwner() {
        return new RunFile(program, pid, ports, started, OptionalLong.empty());
    }

    /** The process, if it still runs and is indeed the program and not another one that got its id. */
    Optional<ProcessHandle> process(Home home) {
        return ProcessHandle.of(pid).filter(process -> runs(process, home, program));
    }

    /** Whether a process is this program of this home. A dead process that nobody has collected yet is not. */
    static boolean runs(ProcessHandle process, Home home, String program) {
        String mark = mark(home, program);
        return process.isAlive()
                && process.info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains(mark))
                        .isPresent();
    }

    /** @throws StackException if the file is there and makes no sense */
    static Optional<RunFile> read(Home home, String program) {
        Path file = home.runFile(program);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            Map<String, Integer> ports = new LinkedHashMap<>();
            for (String name : properties.stringPropertyNames()) {
                if (name.startsWith(PORT_PREFIX)) {
                    ports.put(name.substring(PORT_PREFIX.length()), Integer.valueOf(properties.getProperty(name)));
                }
            }
            String owner = properties.getProperty("owner", "");
            return Optional.of(new RunFile(
                    program,
                    Long.parseLong(properties.getProperty("pid", "")),
                    ports,
                    Instant.parse(properties.getProperty("started", "")),
                    owner.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(owner))));
        } catch (IOException | RuntimeException e) {
            throw new StackException("Cannot make sense of " + file + " (" + e.getMessage() + "): delete it.", e);
        }
    }

    void write(Home home) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        ports.forEach((name, port) -> properties.setProperty(PORT_PREFIX + name, port.toString()));
        properties.setProperty("started", started.toString());
        owner.ifPresent(process -> properties.setProperty("owner", Long.toString(process)));
        Path file = home.runFile(program);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (Writer writer = Files.newBufferedWriter(partial)) {
            properties.store(writer, null);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
