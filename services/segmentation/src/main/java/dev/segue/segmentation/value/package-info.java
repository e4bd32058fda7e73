/** What a customer is worth: probability alive, expected purchases, lifetime value, fitted to purchase histories. */
package dev.segue.segmentation.value;
