/** What a segmentation is made of: its YAML file and the records it becomes. */
package dev.segue.spec;
