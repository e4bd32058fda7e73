package dev.segue.segmenter.cluster;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The tasks that this instance has restored whole and runs. Kafka Streams gives away the store of a task that is still being
 * restored, or was taken away a moment ago, as if nothing were the matter; of a customer it does not have yet it would say that
 * there is none. So the tasks tell themselves, through a node of the topology, which is made when a task is restored and closed
 * before its stores are. Thread-safe.
 */
public final class OpenTasks {
    private final ConcurrentMap<Integer, Object> open = new ConcurrentHashMap<>();

    /**
     * That a task was open when something began.
     *
     * @param partition its partition
     * @param task the task as it was then; another one is another
     */
    public record Claim(int partition, Object task) {}

    /** A node beside the others, for each task; it does nothing with records. */
    public Processor<byte[], byte[], Void, Void> watch() {
        return new Watch();
    }

    /** The partitions of the tasks that are open at this moment. */
    public SortedSet<Integer> partitions() {
        return new TreeSet<>(open.keySet());
    }

    /** Whether the task of a partition is open at this moment. */
    public boolean isOpen(int partition) {
        return open.containsKey(partition);
    }

    /**
     * To be called before something is read.
     *
     * @throws NotNowException where the task of the partition is not open here
     */
    public Claim claim(int partition) {
        Object task = open.get(partition);
        if (task == null) {
            throw new NotNowException("partition %d is not open here".formatted(partition));
        }
        return new Claim(partition, task);
    }

    /**
     * To be called after something was read: then it was read of a task that was open throughout.
     *
     * @throws NotNowException where the task has been closed since
     */
    public void confirm(Claim claim) {
        if (open.get(claim.partition) != claim.task) {
            throw new NotNowException("partition %d moved away meanwhile".formatted(claim.partition));
        }
    }

    private final class Watch extends ContextualProcessor<byte[], byte[], Void, Void> {
        private int partition;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            partition = context.taskId().partition();
            open.put(partition, this);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            // What a task does with its records is others' business.
        }

        @Override
        public void close() {
            open.remove(partition, this);
        }
    }
}
