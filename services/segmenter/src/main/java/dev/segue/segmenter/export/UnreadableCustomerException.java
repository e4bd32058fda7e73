package dev.segue.segmenter.export;

/** The state of a customer cannot be read. */
final class UnreadableCustomerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableCustomerException(String customer, RuntimeException cause) {
        super("the state of customer '%s' cannot be read: %s".formatted(customer, cause), cause);
    }
}
