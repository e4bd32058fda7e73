/** Events on their way to the input topics. */
package dev.segue.cli.publish;
