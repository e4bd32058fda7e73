package dev.segue.cli.show;

/** Shows how far something long has come. Used by one thread. */
public interface Progress extends AutoCloseable {
    /**
     * @param done units done so far
     */
    void reached(long done);

    /** Ends the display; nothing more is shown. */
    @Override
    void close();
}
