package dev.segue.cli.show;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.value.SegmentValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A model's segments as a table: label, slug, customers, where the model predicts it their churn and what one is
 * worth, and the features that set each apart, with their mean.
 *
 * @param model the model in force
 * @param sizes customers in each segment, by segment id
 */
public record SegmentTable(SegmentModel model, Map<String, Long> sizes) {
    private static final int LONGEST_NAME = 34;
    private static final int FEATURES_SHOWN = 4;
    /** Less than this many standard deviations from the mean sets nobody apart. */
    private static final double NOTICEABLE = 0.25;

    /**
     * The table, the largest segment first.
     *
     * @param terminal sets width and colour
     */
    public List<String> lines(Terminal terminal) {
        long all = sizes.values().stream().mapToLong(Long::longValue).sum();
        int name = model.segments().stream()
                .mapToInt(segment -> Math.min(LONGEST_NAME, nameOf(segment).length()))
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(Terminal.cut(
                String.format(
                        Locale.ROOT,
                        "  %-" + name + "s  %9s  %5s  %s%s",
                        "segment",
                        "customers",
                        "share",
                        model.value() == null ? "" : "churn   worth  ",
                        "profile"),
                terminal.columns()));
        model.segments().stream()
                .sorted(Comparator.comparingLong(this::size).reversed().thenComparing(Segment::id))
                .forEach(segment -> lines.add(line(segment, name, all, terminal)));
        return lines;
    }

    /** One line about the model: version, sample, quality indices. */
    public String headline() {
        return String.format(
                Locale.ROOT,
                "model %s v%d: %d segments from %,d customers · silhouette %.3f · Calinski-Harabasz %.1f · "
                        + "Davies-Bouldin %.3f · inertia %.2f (%.3f of full K-means)",
                model.segmentation(),
                model.version(),
                model.segments().size(),
                model.quality().sampled(),
                model.quality().silhouette(),
                model.quality().calinskiHarabasz(),
                model.quality().daviesBouldin(),
                model.quality().inertia(),
                model.quality().fullKMeansRatio());
    }

    private String line(Segment segment, int name, long all, Terminal terminal) {
        String mark = terminal.interactive() ? SegmentColours.paint(segment.id(), "■") : "-";
        String text = String.format(
                Locale.ROOT,
                " %-" + name + "s  %,9d  %5s  %s%s",
                Terminal.cut(nameOf(segment), name),
                size(segment),
                Figures.percent(size(segment), all),
                worth(segment),
                profile(segment));
        return mark + Terminal.cut(text, terminal.columns() - 1);
    }

    /** Churn, and what a customer is expected to spend over the value model's horizon. */
    private String worth(Segment segment) {
        if (model.value() == null) {
            return "";
        }
        SegmentValue value = segment.value();
        return value == null || value.buyers() == 0
                ? "%5s  %6s  ".formatted("–", "–")
                : "%5s  %6s  "
                        .formatted(Math.round(100 * value.churnRate()) + " %", Figures.value(value.lifetimeValue()));
    }

    private static String nameOf(Segment segment) {
        return segment.label().isBlank() ? segment.slug() : segment.label();
    }

    private long size(Segment segment) {
        return sizes.getOrDefault(segment.id(), 0L);
    }

    /** The features farthest from the average customer, with which side they are on and the segment's mean. */
    private String profile(Segment segment) {
        String profile = IntStream.range(0, model.features().size())
                .boxed()
                .filter(i -> Math.abs(deviation(segment, i)) >= NOTICEABLE)
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(deviation(segment, i))))
                .limit(FEATURES_SHOWN)
                .map(i -> "%s %s %s"
                        .formatted(
                                model.features().get(i).coordinateName(),
                                deviation(segment, i) > 0 ? "▲" : "▼",
                                Figures.value(segment.profile()[i])))
                .collect(Collectors.joining(", "));
        return profile.isEmpty() ? "about average" : profile;
    }

    private double deviation(Segment segment, int feature) {
        ModelFeature scaled = model.features().get(feature);
        return model.onFeatures(segment.centroid())[feature] / scaled.weight();
    }
}
