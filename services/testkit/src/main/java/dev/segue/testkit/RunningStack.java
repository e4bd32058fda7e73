package dev.segue.testkit;

/** A broker and a registry that run until this is closed. */
interface RunningStack extends AutoCloseable {

    /** Where they are. */
    TestStack endpoints();

    /** What they are, in a few words. */
    String description();
}
