/** What the commands print. */
package dev.segue.cli.show;
