package dev.segue.segmentation.strategy;

import dev.segue.segmentation.strategy.Strategies.Ready;
import dev.segue.segmentation.strategy.Strategies.Rival;

/** Until when its group, cooldowns and caps keep a strategy back. All in epoch milliseconds; {@link Standing#NEVER} for not at all. */
final class Limits {
    private Limits() {}

    /** Until when its cooldown lasts. */
    static long cool(Ready ready, TriggerMemory memory) {
        long last = memory.last(ready.fingerprint());
        return last == Standing.NEVER
                ? last
                : last + ready.strategy().cooldown().toMillis();
    }

    /** Until when it has fired as often as it may. */
    static long belowCap(Ready ready, TriggerMemory memory) {
        FrequencyCap cap = ready.strategy().cap();
        return cap == null ? Standing.NEVER : after(memory.nthLatest(ready.fingerprint(), cap.most()), cap);
    }

    /** Until when the customer has been addressed as often as they may. */
    static long belowOverallCap(Playbook playbook, TriggerMemory memory) {
        return after(memory.nthLatest(playbook.cap().most()), playbook.cap());
    }

    /** Until when another of its group is under way. */
    static long alone(Ready ready, TriggerMemory memory) {
        long until = Standing.NEVER;
        for (Rival rival : ready.rivals()) {
            long last = memory.last(rival.fingerprint());
            until = Math.max(until, last == Standing.NEVER ? last : last + rival.expiryMillis());
        }
        return until;
    }

    /** Until when any of these. */
    static long free(Playbook playbook, Ready ready, TriggerMemory memory) {
        return Math.max(
                Math.max(cool(ready, memory), alone(ready, memory)),
                Math.max(belowCap(ready, memory), belowOverallCap(playbook, memory)));
    }

    private static long after(long time, FrequencyCap cap) {
        return time == Standing.NEVER ? time : time + cap.within().toMillis();
    }
}
