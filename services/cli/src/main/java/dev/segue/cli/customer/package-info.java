/** One customer, from the terminal. */
package dev.segue.cli.customer;
