/** What customers are worth, from a file of transactions: the offline twin of what the trainer fits. */
package dev.segue.cli.value;
