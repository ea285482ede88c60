package io.exaplan.server.replay;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.exaplan.server.queue.WorkQueue;
import io.exaplan.server.web.BodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replays wait in the queue of long work, behind what a scenario is asked: somebody waits for that. */
@Configuration(proxyBeanMethods = false)
class ReplayQueue {
    static final WorkQueue.Kind KIND = new WorkQueue.Kind("replay", 1);

    @Bean
    OneTimeTask<Void> replayTask(ReplayRunner runner) {
        return WorkQueue.task(KIND, runner::run);
    }

    /** Logs are larger than anything else that is sent. */
    @Bean
    BodyLimit replayBodies(ReplaySettings settings) {
        return new BodyLimit(ReplayController.PATH, settings.maxBody());
    }
}
