package dev.segue.trainer;

/** No model was made or published; the message says why. */
public final class TrainingRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    TrainingRefusedException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Whether the reason will most likely be gone soon without anyone doing anything. */
    public boolean passing() {
        return passing;
    }
}
