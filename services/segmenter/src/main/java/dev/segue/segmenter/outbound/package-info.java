/** What leaves the segmenter: records, headers, and the names of the topology's nodes. */
package dev.segue.segmenter.outbound;
