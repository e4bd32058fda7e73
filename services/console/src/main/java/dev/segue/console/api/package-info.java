/** The console over HTTP. */
package dev.segue.console.api;
