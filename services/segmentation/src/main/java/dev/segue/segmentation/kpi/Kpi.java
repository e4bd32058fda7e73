package dev.segue.segmentation.kpi;

/** What is counted for a segment. The order stands in the encoding: new ones come last. */
public enum Kpi {
    /** Orders placed. */
    ORDERS,
    /** Of those, bought on a coupon, promotion or discount. */
    DISCOUNTED_ORDERS,
    /** Returns and cancellations. */
    RETURNS,
    /** Campaign messages sent. */
    SENT,
    /** Campaign messages opened. */
    OPENED,
    /** Links followed in campaign messages. */
    CLICKED,
    /** Offers of campaign messages taken. */
    CONVERTED,
    /** Customers' opting out of a channel. */
    UNSUBSCRIBED,
    /** NPS answers of 9 or 10. */
    PROMOTERS,
    /** NPS answers of 7 or 8. */
    PASSIVES,
    /** NPS answers of 0 to 6. */
    DETRACTORS,
    /** CSAT answers. */
    CSAT_ANSWERS,
    /** Sum of the scores of CSAT answers, 1 to 5 each. */
    CSAT_POINTS,
    /** Complaints. */
    COMPLAINTS,
    /** By how many the customers of whom something is predicted became more or fewer. */
    PREDICTED,
    /** By how many the customers who are lapsing became more or fewer. */
    LAPSING,
    /** Customers who began to lapse. */
    LAPSED,
    /** Customers who were lapsing and are no longer. */
    REVIVED
}
