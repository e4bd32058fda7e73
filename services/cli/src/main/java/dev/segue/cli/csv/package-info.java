/** Reading CSV files by column name. */
package dev.segue.cli.csv;
