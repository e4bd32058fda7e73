/** What is told about a model beyond what is needed to place a customer. */
package dev.segue.segmentation.report;
