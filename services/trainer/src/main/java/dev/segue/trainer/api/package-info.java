/** The trainer over HTTP. */
package dev.segue.trainer.api;
