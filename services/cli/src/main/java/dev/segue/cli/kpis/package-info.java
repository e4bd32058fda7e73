/** {@code segue kpis}: what the customers of each segment do. */
package dev.segue.cli.kpis;
