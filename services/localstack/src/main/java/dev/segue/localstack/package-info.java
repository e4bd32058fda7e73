/**
 * A real broker and a real schema registry, and whatever else runs beside them, as child processes on loopback.
 *
 * <p>{@link dev.segue.localstack.LocalStack} is the way in; a {@link dev.segue.localstack.Program} is one thing it runs.
 */
package dev.segue.localstack;
