/** The topics of a stack that is not the local one. */
package dev.segue.cli.topics;
