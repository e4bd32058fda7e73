package dev.segue.cli.product;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.opentest4j.TestAbortedException;

/**
 * Pictures of the console for the documentation, taken only when asked for.
 *
 * @param directory where they go
 */
record Pictures(Path directory) {
    /** The system property that asks for them: the directory that they are to go to. */
    static final String PROPERTY = "segue.pictures";

    private static final int COLOURS = 256;

    static boolean areWanted() {
        return System.getProperty(PROPERTY) != null;
    }

    /**
     * Those that are asked for.
     *
     * @throws TestAbortedException where none are, which skips the test and says how to ask
     */
    static Pictures orSkip() {
        if (!areWanted()) {
            throw new TestAbortedException(
                    "Skipped: takes pictures only where the system property " + PROPERTY + " says where to.");
        }
        return new Pictures(Path.of(System.getProperty(PROPERTY)));
    }

    /** Keeps what the window shows, in so few colours that the file is small. */
    void take(Dashboard page, String name) throws IOException {
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(page.page().screenshot()));
        Files.createDirectories(directory);
        ImageIO.write(
                inFewColours(picture), "png", directory.resolve(name + ".png").toFile());
    }

    /** In its most frequent colours; others, which are few where there is no photograph, become the nearest of these. */
    private static BufferedImage inFewColours(BufferedImage picture) {
        int width = picture.getWidth();
        int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
        Map<Integer, Integer> frequency = new HashMap<>();
        for (int pixel : pixels) {
            frequency.merge(pixel, 1, Integer::sum);
        }
        List<Integer> palette = frequency.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        Map<Integer, Integer> nearest = new HashMap<>();
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage indexed = new BufferedImage(
                width,
                picture.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE));
        for (int i = 0; i < pixels.length; i++) {
            indexed.getRaster()
                    .setSample(
                            i % width,
                            i / width,
                            0,
                            nearest.computeIfAbsent(pixels[i], colour -> nearest(palette, colour)));
        }
        return indexed;
    }

    private static int nearest(List<Integer> palette, int colour) {
        int best = 0;
        for (int i = 1; i < palette.size(); i++) {
            if (distance(palette.get(i), colour) < distance(palette.get(best), colour)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int distance = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int part = (one >> shift & 0xff) - (other >> shift & 0xff);
            distance += part * part;
        }
        return distance;
    }
}
