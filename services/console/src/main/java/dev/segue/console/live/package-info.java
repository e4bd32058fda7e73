/** What happens, told to browsers as it happens. */
package dev.segue.console.live;
