/** How the stream is doing. */
package dev.segue.console.operations;
