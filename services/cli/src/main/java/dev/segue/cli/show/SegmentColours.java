package dev.segue.cli.show;

/**
 * A segment's colour, the same for life: it hangs on the number in the segment's stable id alone, as it does in the
 * report. Ten colours of the 256-colour palette, chosen to be told apart by the colour-blind too.
 */
final class SegmentColours {
    private static final int[] PALETTE = {32, 166, 30, 169, 136, 99, 74, 131, 245, 64};

    private SegmentColours() {}

    static String paint(String segmentId, String text) {
        int colour = PALETTE[Math.floorMod(number(segmentId) - 1, PALETTE.length)];
        return "\u001b[38;5;%dm%s\u001b[0m".formatted(colour, text);
    }

    private static int number(String segmentId) {
        String digits = segmentId.substring(segmentId.lastIndexOf('-') + 1);
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 1;
    }
}
