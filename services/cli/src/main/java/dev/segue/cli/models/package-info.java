/** Versions of models, from the terminal. */
package dev.segue.cli.models;
