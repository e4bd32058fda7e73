package dev.segue.segmentation.strategy;

/**
 * A strategy that had occasion to fire for a customer it is for, and did not.
 *
 * @param strategy its id
 * @param why what kept it back
 */
public record Suppressed(String strategy, Why why) {
    /** What keeps a strategy back. */
    public enum Why {
        /** Its occasion is too long past. */
        EXPIRED,
        /** Its cooldown is not over. */
        COOLDOWN,
        /** It has fired as often as it may. */
        STRATEGY_CAP,
        /** The customer has been addressed as often as they may. */
        OVERALL_CAP,
        /** Another strategy of its group fired. */
        GROUP,
        /** The customer did not consent. */
        CONSENT,
        /** The customer opted out of its channels. */
        OPTED_OUT,
        /** Its channels, or all that it puts forward, are kept from the customer. */
        EXCLUDED
    }
}
