/** What the console is set up with, and the clients made of it. */
package dev.segue.console.settings;
