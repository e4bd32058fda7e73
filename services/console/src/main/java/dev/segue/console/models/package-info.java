/** Models and how they came about, as published. */
package dev.segue.console.models;
