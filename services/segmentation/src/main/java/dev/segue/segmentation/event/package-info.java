/** What happens to a customer, validated and in the library's own types. */
package dev.segue.segmentation.event;
