package dev.segue.segmenter.cluster;

/** What was asked for cannot be told at this moment, and most likely can in the next. */
public final class NotNowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotNowException(String why) {
        super(why);
    }

    NotNowException(String why, Exception cause) {
        super(why, cause);
    }
}
