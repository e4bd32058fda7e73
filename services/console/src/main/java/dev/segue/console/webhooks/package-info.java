/** Tells other systems of changes and triggers by signed webhooks (Standard Webhooks). */
package dev.segue.console.webhooks;
