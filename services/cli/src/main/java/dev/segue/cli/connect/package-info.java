/** Where the broker, the registry and the services are, and clients for them. */
package dev.segue.cli.connect;
