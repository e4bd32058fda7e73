/** The whole of Segue at work on a simulated shop, shown live. */
package dev.segue.cli.demo;
