/** What people did here, on a topic of its own. */
package dev.segue.console.audit;
