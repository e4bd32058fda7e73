/** What the other services say, handed on. */
package dev.segue.console.relay;
