package dev.segue.console.live;

import org.jspecify.annotations.Nullable;

/**
 * A server-sent event, written once for all who get it, or twice where it says something of a customer's profile.
 *
 * @param name its name
 * @param segmentation only for those who want this segmentation; null for all
 * @param number number of the move it tells of; 0 for anything else
 * @param id what a client resumes by; null for what is out of date once it is told
 * @param json its data, in one line
 * @param withoutProfile its data for who may not see customers' profiles
 */
record Message(
        String name,
        @Nullable String segmentation,
        long number,
        @Nullable String id,
        String json,
        String withoutProfile) {
    /** One that says nothing of any customer. */
    static Message ofAll(String name, @Nullable String segmentation, String json) {
        return new Message(name, segmentation, 0, null, json, json);
    }

    /** Adds it as it goes over the wire (HTML standard, section 9.2.6). */
    void write(StringBuilder to, Audience audience) {
        if (id != null) {
            to.append("id: ").append(id).append('\n');
        }
        to.append("event: ").append(name).append('\n');
        to.append("data: ").append(audience.profiles() ? json : withoutProfile).append("\n\n");
    }
}
