/** A simulated shop: customers with habits that drift, and the events they cause. */
package dev.segue.cli.shop;
