/** {@code segue report}: one page about one version of a model. */
package dev.segue.cli.report;
