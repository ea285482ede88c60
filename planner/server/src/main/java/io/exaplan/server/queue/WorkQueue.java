package io.exaplan.server.queue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Work waits in PostgreSQL, in db-scheduler's table, and every replica takes from it, all kinds by the same few threads. Of a
 * replica that ended, its heartbeat missed, another takes the work up.
 */
@Component
public class WorkQueue {
    /** A piece of work that was begun so often and never came to its end has failed. */
    public static final int MOST_ATTEMPTS = 5;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** More than there are ever pieces of work of a kind. */
    private static final long TURN_SECONDS = 500_000_000;

    private final ObjectProvider<SchedulerClient> queue;

    WorkQueue(ObjectProvider<SchedulerClient> queue) {
        this.queue = queue;
    }

    /**
     * A kind of work.
     *
     * @param name as db-scheduler's table has it
     * @param turn what waits of a lower turn is taken first; 0 or 1
     */
    public record Kind(String name, int turn) {
        private TaskDescriptor<Void> task() {
            return TaskDescriptor.of(name);
        }
    }

    /** What is done. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does a piece of work; what it throws has it done again.
         *
         * @param stopping whether this replica is about to end
         */
        void run(long id, BooleanSupplier stopping);
    }

    /** What db-scheduler is to know of a kind of work; a bean for each. */
    public static OneTimeTask<Void> task(Kind kind, Work work) {
        return Tasks.oneTime(kind.task())
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .onDeadExecutionRevive()
                .execute((instance, context) -> work.run(
                        Long.parseLong(instance.getId()),
                        () -> context.getSchedulerState().isShuttingDown()));
    }

    /** Puts a piece of work into the queue, in the caller's transaction. */
    public void put(Kind kind, long id) {
        // Due since ever: in the order they came, whatever the clocks of the replicas say.
        queue.getObject()
                .scheduleIfNotExists(
                        kind.task().instance(Long.toString(id)).build(),
                        Instant.EPOCH.plusSeconds(kind.turn() * TURN_SECONDS + id));
    }
}
