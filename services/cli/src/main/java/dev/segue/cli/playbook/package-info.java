/** {@code segue playbook}: checks and shows playbooks. */
package dev.segue.cli.playbook;
