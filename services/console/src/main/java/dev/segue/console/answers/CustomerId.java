package dev.segue.console.answers;

/**
 * That there is a customer.
 *
 * @param customerId who
 */
public record CustomerId(String customerId) {}
