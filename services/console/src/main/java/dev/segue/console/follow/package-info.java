/** Follows the topics, and tells views what comes. */
package dev.segue.console.follow;
