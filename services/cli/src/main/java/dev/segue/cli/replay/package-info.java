/** Files of real data, published as the events they stand for. */
package dev.segue.cli.replay;
