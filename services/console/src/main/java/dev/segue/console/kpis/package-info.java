/** What the customers of each segment do. */
package dev.segue.console.kpis;
