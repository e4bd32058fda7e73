/** REST API and live dashboard over what the other services publish and hold. */
package dev.segue.console;
