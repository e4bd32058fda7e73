/**
 * What the segmenter and the trainer answer that the console hands on as it came: shapes for the API's description alone, never
 * made at run time. The services' own pages of the reference say what the fields mean in full.
 */
package dev.segue.console.answers;
