package io.exaplan.server.scenario;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.exaplan.server.queue.WorkQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Scenario runs wait in the queue of long work. */
@Configuration(proxyBeanMethods = false)
class ScenarioQueue {
    static final WorkQueue.Kind KIND = new WorkQueue.Kind("scenario-run", 0);

    @Bean
    OneTimeTask<Void> scenarioRunTask(ScenarioRunner runner) {
        return WorkQueue.task(KIND, runner::run);
    }
}
