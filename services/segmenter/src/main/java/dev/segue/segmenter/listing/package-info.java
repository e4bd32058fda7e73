/** Lists of customers, page by page. */
package dev.segue.segmenter.listing;
