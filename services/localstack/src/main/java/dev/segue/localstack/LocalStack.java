package dev.segue.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The programs of one {@link Home}: starts them or reuses those that run, tells how they are, stops them.
 *
 * <p>Programs that {@link #start} launched belong to this process: {@link #close} ends them, and so does the end of this
 * process, whatever ends it, until {@link #detach} lets them live on. Those that ran before are left alone by both.
 *
 * <p>One thread uses a stack; {@link #close} may come from any other, and then {@link #start} ends with an
 * InterruptedException.
 */
public final class LocalStack implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 100;

    private final Home home;
    private final List<Program> programs;
    private final Consumer<StackEvent> progress;
    private final Termination termination;
    private final List<Child> attached = new ArrayList<>();
    private @Nullable Thread shutdownHook;
    private boolean closed;

    /**
     * A stack, of which nothing is started yet.
     *
     * @param home where it keeps everything
     * @param programs what it consists of; a program comes after those it needs
     * @param progress told what happens, on the thread on which it happens
     */
    public LocalStack(Home home, List<? extends Program> programs, Consumer<StackEvent> progress) {
        List<String> known = new ArrayList<>();
        for (Program program : programs) {
            if (!known.containsAll(program.needs())) {
                throw new IllegalArgumentException(program.name() + " needs " + program.needs()
                        + ", of which only these come before it: " + known);
            }
            known.add(program.name());
        }
        this.home = home;
        this.programs = List.copyOf(programs);
        this.progress = progress;
        this.termination = new Termination(home, progress, GRACE);
    }

    /**
     * Sees to it that every program runs and answers. Programs that do not need each other start side by side.
     *
     * @throws StackException if one cannot be started; those launched by this call have ended by then
     * @throws InterruptedException if interrupted or closed meanwhile; those launched by this call have ended by then
     */
    public void start() throws InterruptedException {
        home.create();
        home.requireSpace(Home.NEEDED_BYTES);
        try (StackLock lock = StackLock.acquire(home, progress)) {
            startAll();
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void startAll() throws InterruptedException {
        Map<String, Integer> up = new HashMap<>();
        List<Program> waiting = new ArrayList<>(programs);
        List<Startup> startups = new ArrayList<>();
        while (up.size() < programs.size()) {
            for (Iterator<Program> candidates = waiting.iterator(); candidates.hasNext(); ) {
                Program program = candidates.next();
                if (up.keySet().containsAll(program.needs())) {
                    startups.add(begin(program, up));
                    candidates.remove();
                }
            }
            // Those that are up are looked at again: one that ends now would let the others wait for it in vain.
            for (Startup startup : startups) {
                if (isUp(startup, startups)) {
                    up.put(startup.program().name(), startup.port());
                }
            }
            if (up.size() < programs.size()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    private boolean isUp(Startup startup, List<Startup> all) throws InterruptedException {
        try {
            return startup.isUp();
        } catch (StackException e) {
            // Closing ends the children; that is no failure of theirs.
            throwIfClosed();
            String besides = all.stream()
                    .filter(other -> other != startup)
                    .flatMap(other -> other.relapse().stream())
                    .collect(Collectors.joining());
            throw besides.isEmpty() ? e : new StackException(e.getMessage() + besides, e);
        }
    }

    private synchronized Startup begin(Program program, Map<String, Integer> up) throws InterruptedException {
        throwIfClosed();
        Map<String, Integer> ports = new HashMap<>(up);
        ports.keySet().retainAll(program.needs());
        Optional<RunFile> last = RunFile.read(home, program.name());
        Optional<ProcessHandle> running = last.flatMap(runFile -> runFile.process(home));
        if (last.isPresent() && running.isPresent()) {
            if (last.get().ports().entrySet().containsAll(ports.entrySet())) {
                noticeOtherPort(program, last.get().port());
                return Startup.ofRunning(home, program, last.get(), running.get(), progress);
            }
            progress.accept(new StackEvent.Notice(
                    program.name() + " was using programs on ports which have changed: it is started again."));
            termination.end(program.name(), running.get());
        }
        OptionalInt lastPort =
                last.map(runFile -> OptionalInt.of(runFile.port())).orElse(OptionalInt.empty());
        ports.put(program.name(), Ports.choose(program.name(), program.port(), lastPort, progress));
        try {
            Placement placement = new Placement(Files.createDirectories(home.data(program.name())), ports);
            Child child = Child.start(home, program, placement);
            attach(child);
            return Startup.of(home, program, child, progress);
        } catch (IOException e) {
            throw new StackException("Cannot start " + program.name() + ": " + e, e);
        }
    }

    private void noticeOtherPort(Program program, int port) {
        PortSetting setting = program.port();
        if (setting.explicit() && setting.port() != 0 && setting.port() != port) {
            progress.accept(new StackEvent.Notice("%s runs on port %d already: %s=%d counts from its next start."
                    .formatted(program.name(), port, setting.variable(), setting.port())));
        }
    }

    private synchronized void throwIfClosed() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the stack was closed while it was being started");
        }
    }

    private void attach(Child child) {
        attached.add(child);
        if (shutdownHook == null) {
            shutdownHook = new Thread(this::close, "local-stack-shutdown");
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        }
    }

    /** Lets the programs this stack launched live on when this process ends. */
    public synchronized void detach() {
        for (Child child : attached) {
            try {
                child.release(home);
            } catch (IOException e) {
                throw new StackException(
                        child.runFile().program() + " cannot be left running: it has ended. See "
                                + home.log(child.runFile().program()),
                        e);
            }
        }
        attached.clear();
        removeShutdownHook();
    }

    /**
     * The port of a running program.
     *
     * @throws StackException if it does not run
     */
    public int port(String program) {
        return RunFile.read(home, program)
                .filter(runFile -> runFile.process(home).isPresent())
                .map(RunFile::port)
                .orElseThrow(() -> new StackException(program + " does not run in " + home.root() + "."));
    }

    /** Where everything is kept. */
    public Home home() {
        return home;
    }

    /** How every program is doing, in start order. Asks those that run. */
    public List<ProgramStatus> status() {
        return programs.stream().map(program -> ProgramStatus.of(home, program)).toList();
    }

    /**
     * Stops every program of the home, whoever started it, last started first.
     *
     * @return whether any ran
     */
    public boolean stop() throws InterruptedException {
        if (!Files.exists(home.lockFile())) {
            return false;
        }
        try (StackLock lock = StackLock.acquire(home, progress)) {
            return stopAll();
        }
    }

    private synchronized boolean stopAll() {
        boolean any = false;
        for (Program program : programs.reversed()) {
            Optional<ProcessHandle> process =
                    RunFile.read(home, program.name()).flatMap(runFile -> runFile.process(home));
            if (process.isPresent()) {
                any = true;
                termination.end(program.name(), process.get());
            } else {
                termination.forget(program.name());
            }
        }
        attached.clear();
        removeShutdownHook();
        return any;
    }

    /**
     * Deletes the programs' data, and nothing else.
     *
     * @throws StackException if a program still runs
     */
    public void wipe() throws InterruptedException {
        if (!Files.exists(home.lockFile())) {
            return;
        }
        try (StackLock lock = StackLock.acquire(home, progress)) {
            for (Program program : programs) {
                if (RunFile.read(home, program.name())
                        .flatMap(runFile -> runFile.process(home))
                        .isPresent()) {
                    throw new StackException(program.name() + " runs: its data cannot be deleted.");
                }
            }
            home.wipe();
        } catch (IOException e) {
            throw new StackException("Cannot delete the data in " + home.root() + ": " + e, e);
        }
    }

    /** Ends the programs that this stack launched and did not detach, last launched first. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Child child : attached.reversed()) {
            if (child.isAlive()) {
                termination.end(child.runFile().program(), child.handle());
            }
        }
        attached.clear();
        removeShutdownHook();
    }

    private void removeShutdownHook() {
        if (shutdownHook == null || Thread.currentThread() == shutdownHook) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
            shutdownHook = null;
        } catch (IllegalStateException e) {
            // This process is ending already: the hook runs next, and finds nothing left to do.
            shutdownHook = null;
        }
    }
}
