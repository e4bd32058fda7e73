/** What the customers of each segment buy. */
package dev.segue.console.products;
