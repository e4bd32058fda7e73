/** Input records that could not be used. */
package dev.segue.console.deadletters;
