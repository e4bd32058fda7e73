/** The topics: their names, their settings, and the check that they fit together. */
package dev.segue.avro.topics;
