package dev.segue.bench.kmeans;

import dev.segue.segmentation.clustering.Points;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A matrix as plain doubles, little-endian, row after row: what NumPy reads as it is.
 *
 * @param path the file
 * @param points rows
 * @param dimensions columns
 */
record MatrixFile(Path path, int points, int dimensions) {
    private static final int GROUPS = 12;
    private static final double APART = 1.5;

    /** Writes customers of a dozen groups that overlap, each wider in some features than in others. */
    void write(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] centres = new double[GROUPS][dimensions];
        double[][] widths = new double[GROUPS][dimensions];
        for (int g = 0; g < GROUPS; g++) {
            for (int j = 0; j < dimensions; j++) {
                centres[g][j] = APART * random.nextGaussian();
                widths[g][j] = random.nextDouble(0.5, 1.5);
            }
        }
        ByteBuffer row = ByteBuffer.allocate(Double.BYTES * dimensions).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
            for (int i = 0; i < points; i++) {
                int g = random.nextInt(GROUPS);
                row.clear();
                for (int j = 0; j < dimensions; j++) {
                    row.putDouble(centres[g][j] + widths[g][j] * random.nextGaussian());
                }
                out.write(row.array());
            }
        }
    }

    Points read() throws IOException {
        byte[] row = new byte[Double.BYTES * dimensions];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 20)) {
            return Points.of(points, dimensions, i -> next(in, row));
        } catch (UncheckedIOException e) {
            throw new IOException("%s cannot be read".formatted(path), e);
        }
    }

    private double[] next(InputStream in, byte[] row) {
        try {
            if (in.readNBytes(row, 0, row.length) < row.length) {
                throw new EOFException("fewer than %d rows".formatted(points));
            }
            double[] values = new double[dimensions];
            ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
