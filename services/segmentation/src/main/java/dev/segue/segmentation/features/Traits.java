package dev.segue.segmentation.features;

import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.TraitValue;
import java.util.TreeMap;

/** What is known about a customer: for each trait the value of the latest update, in whatever order updates came. */
public final class Traits {
    /**
     * The most traits a customer has; of more, those first in the alphabet are kept. A fixed rule, as which came first
     * would make the outcome depend on the order of events.
     */
    public static final int MOST = 64;

    private final TreeMap<String, Known> known = new TreeMap<>();

    private record Known(TraitValue value, long at) {}

    /** The value of a trait; {@link TraitValue.Absent} where there is none. */
    public TraitValue value(String name) {
        Known trait = known.get(name);
        return trait == null ? new TraitValue.Absent() : trait.value;
    }

    /** A trait as a number: a number itself, yes as 1 and no as 0; NaN for a text or none. */
    public double number(String name) {
        return value(name).asNumber();
    }

    /** The names of the traits, sorted; of forgotten ones too. */
    public Iterable<String> names() {
        return known.keySet();
    }

    void add(ProfileUpdate update) {
        update.traits().forEach((name, value) -> add(name, value, update.at()));
    }

    /** Takes another customer's in, as if all updates had been of one. */
    void merge(Traits other) {
        other.known.forEach((name, trait) -> add(name, trait.value, trait.at));
    }

    private void add(String name, TraitValue value, long at) {
        Known before = known.get(name);
        if (before == null) {
            known.put(name, new Known(value, at));
            if (known.size() > MOST) {
                known.pollLastEntry();
            }
        } else if (at > before.at) {
            known.put(name, new Known(value, at));
        } else if (at == before.at) {
            known.put(name, new Known(TraitValue.later(value, before.value), at));
        }
    }

    void write(StateWriter out) {
        out.count(known.size());
        known.forEach((name, trait) -> {
            out.text(name);
            out.signed(trait.at);
            switch (trait.value) {
                case TraitValue.Absent absent -> out.octet(0);
                case TraitValue.Number number -> {
                    out.octet(1);
                    out.real(number.value());
                }
                case TraitValue.Text text -> {
                    out.octet(2);
                    out.text(text.value());
                }
                case TraitValue.Flag flag -> out.octet(flag.value() ? 4 : 3);
            }
        });
    }

    void read(StateReader in) {
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            long at = in.signed();
            int kind = in.octet();
            TraitValue value = switch (kind) {
                case 0 -> new TraitValue.Absent();
                case 1 -> new TraitValue.Number(in.real());
                case 2 -> new TraitValue.Text(in.text());
                case 3 -> new TraitValue.Flag(false);
                case 4 -> new TraitValue.Flag(true);
                default -> throw new IllegalStateException("unknown kind of trait " + kind);
            };
            known.put(name, new Known(value, at));
        }
    }
}
