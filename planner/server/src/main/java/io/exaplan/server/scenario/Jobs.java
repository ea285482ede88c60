package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.JobFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Jobs made from others. */
final class Jobs {
    private Jobs() {}

    /** Another job like it that arrives at a second; its deadline lies as far behind its arrival. */
    static JobFacts copy(JobFacts job, long id, long arrives) {
        long shift = arrives - job.submittedSecond();
        Deadline deadline = job.deadlineOrNull();
        long pause = Math.max(0, job.earliestStartSecond() - job.submittedSecond());
        return with(
                job,
                id,
                arrives,
                arrives + pause,
                deadline == null ? null : new Deadline(deadline.second() + shift, deadline.hard()),
                job.priority());
    }

    /** The same job, which lost its run at a second and begins again. */
    static JobFacts again(JobFacts job, long id, long lost) {
        return with(
                job,
                id,
                job.submittedSecond(),
                Math.max(lost, job.earliestStartSecond()),
                job.deadlineOrNull(),
                job.priority());
    }

    static JobFacts withPriority(JobFacts job, int priority) {
        return with(job, job.id(), job.submittedSecond(), job.earliestStartSecond(), job.deadlineOrNull(), priority);
    }

    static long within(TimeWindow window, SplittableRandom random) {
        return window.untilSecond() <= window.fromSecond() + 1
                ? window.fromSecond()
                : random.nextLong(window.fromSecond(), window.untilSecond());
    }

    static List<JobFacts> shuffled(List<JobFacts> jobs, SplittableRandom random) {
        List<JobFacts> shuffled = new ArrayList<>(jobs);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            JobFacts swapped = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, swapped);
        }
        return shuffled;
    }

    private static JobFacts with(
            JobFacts job, long id, long submitted, long earliestStart, @Nullable Deadline deadline, int priority) {
        return new JobFacts(
                id,
                job.name(),
                job.tenant(),
                job.kind(),
                job.shape(),
                job.width(),
                job.accelerators(),
                job.fabric(),
                job.work(),
                submitted,
                earliestStart,
                deadline,
                priority,
                job.value(),
                job.preemptible(),
                job.minimumRunSeconds(),
                job.data());
    }
}
