package dev.segue.cli.demo;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the first Ctrl-C into a wish to end, so that the summary still comes while everything runs; the second ends the
 * process as usual. A shutdown hook would not do: the local stack's own runs beside it and takes the broker away.
 */
final class CtrlC implements AutoCloseable {
    private static final Signal INTERRUPT = new Signal("INT");

    private final SignalHandler before;
    private volatile boolean pressed;

    CtrlC() {
        before = Signal.handle(INTERRUPT, this::press);
    }

    private void press(Signal signal) {
        pressed = true;
        Signal.handle(signal, before);
    }

    boolean pressed() {
        return pressed;
    }

    @Override
    public void close() {
        Signal.handle(INTERRUPT, before);
    }
}
