package dev.segue.cli.replay;

/**
 * How far a replay got.
 *
 * @param cluster id of the Kafka cluster it went to: another one, or a wiped one, has none of it
 * @param acknowledged so many events from the file's start are on their topics
 * @param events how many the file makes
 */
record ReplayPosition(String cluster, long acknowledged, long events) {
    /**
     * @throws IllegalArgumentException when it is outside the file
     */
    ReplayPosition {
        if (acknowledged < 0 || acknowledged > events) {
            throw new IllegalArgumentException(
                    "acknowledged %d must be from 0 to the file's %d events".formatted(acknowledged, events));
        }
    }

    boolean finished() {
        return acknowledged == events;
    }

    /**
     * Where a new run of the same file begins. A run that was interrupted goes on; one that was finished begins again,
     * as does one that went to another cluster.
     */
    long resumeOn(String presentCluster) {
        return finished() || !cluster.equals(presentCluster) ? 0 : acknowledged;
    }
}
