package dev.segue.segmentation.clustering;

import java.util.random.RandomGenerator;

/**
 * Indices of points in random order, each once a pass: a Fisher-Yates shuffle that goes only as far as is asked for.
 * Batches without repetitions see more of the points than batches drawn with replacement. For one thread.
 */
final class ShuffledPoints {
    private final int[] order;
    private final RandomGenerator random;
    private int position;

    ShuffledPoints(int count, RandomGenerator random) {
        this.order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        this.random = random;
    }

    /** Fills the batch; goes on with a new pass where one ends within it. */
    void fill(int[] batch) {
        for (int i = 0; i < batch.length; i++) {
            if (position == order.length) {
                position = 0;
            }
            int other = random.nextInt(position, order.length);
            int drawn = order[other];
            order[other] = order[position];
            order[position++] = drawn;
            batch[i] = drawn;
        }
    }

    /** The next so many indices. */
    int[] next(int count) {
        int[] batch = new int[count];
        fill(batch);
        return batch;
    }
}
