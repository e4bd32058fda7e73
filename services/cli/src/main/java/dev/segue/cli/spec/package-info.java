/** {@code segue spec}: checks and shows segmentation specs. */
package dev.segue.cli.spec;
