/** The measured programs, each a process of its own. */
package dev.segue.bench.program;
