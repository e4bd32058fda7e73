/** Where generated records end: to and from the library's own types. */
package dev.segue.avro.mapping;
