package dev.segue.cli.show;

/**
 * A segment's colour, the same for life: it hangs on the segment's stable id alone. Ten colours of the 256-colour palette,
 * chosen to be told apart by the colour-blind too (after Okabe and Ito).
 */
final class SegmentColours {
    private static final int[] PALETTE = {208, 75, 36, 220, 25, 166, 175, 246, 107, 139};

    private SegmentColours() {}

    static String paint(String segmentId, String text) {
        int colour = PALETTE[Math.floorMod(segmentId.hashCode(), PALETTE.length)];
        return "\u001b[38;5;%dm%s\u001b[0m".formatted(colour, text);
    }
}
