/** The command line: what {@code ./segue} runs. */
package dev.segue.cli;
