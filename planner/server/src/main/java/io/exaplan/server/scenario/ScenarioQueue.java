package io.exaplan.server.scenario;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Runs wait in PostgreSQL, in db-scheduler's table, and every replica takes from it. Of a replica that ended, its heartbeat
 * missed, another takes the run up.
 */
@Configuration(proxyBeanMethods = false)
class ScenarioQueue {
    private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("scenario-run");
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Puts runs into the queue, in the caller's transaction. */
    @FunctionalInterface
    interface Enqueue {
        void run(long id);
    }

    @Bean
    OneTimeTask<Void> scenarioRunTask(ScenarioRunner runner) {
        return Tasks.oneTime(TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .onDeadExecutionRevive()
                .execute((instance, context) -> runner.run(
                        Long.parseLong(instance.getId()),
                        () -> context.getSchedulerState().isShuttingDown()));
    }

    @Bean
    Enqueue scenarioRunEnqueue(ObjectProvider<SchedulerClient> queue) {
        // Due since ever: in the order they came, whatever the clocks of the replicas say.
        return id -> queue.getObject()
                .scheduleIfNotExists(TASK.instance(Long.toString(id)).build(), Instant.EPOCH.plusSeconds(id));
    }
}
