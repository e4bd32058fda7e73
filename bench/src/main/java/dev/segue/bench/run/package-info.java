/** The measurements: a broker, records in it, a program at work, a figure. */
package dev.segue.bench.run;
