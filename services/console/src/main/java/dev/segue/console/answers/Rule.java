package dev.segue.console.answers;

import java.util.Map;

/**
 * A rule to count customers by.
 *
 * @param when a condition as in playbooks, such as {@code {"feature": "recency_days", "above": 90}}
 */
public record Rule(Map<String, Object> when) {}
