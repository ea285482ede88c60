package io.exaplan.server.planning;

import io.exaplan.engine.book.Blocker;
import io.exaplan.engine.book.Condition;
import io.exaplan.engine.book.Insertion;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Predictions on every replica: previews are no later than the database and disturb nobody. */
@Component
final class PlanPredictions implements Predictions {
    private final EvaluationWaits waits;
    private final BookQuestions questions;
    private final JobIntake intake;

    PlanPredictions(EvaluationWaits waits, BookQuestions questions, JobIntake intake) {
        this.waits = waits;
        this.questions = questions;
        this.intake = intake;
    }

    @Override
    public CompletableFuture<Boolean> evaluated(long jobId, long revision, Duration timeout) {
        return waits.evaluated(jobId, revision, timeout);
    }

    @Override
    public Preview preview(Job draft) {
        Known known = intake.known(draft);
        if (known.standing() instanceof Standing.Misconfigured(String why)) {
            return waiting(List.of(new JobCondition(Condition.MISCONFIGURED.token(), why, null)));
        }
        JobFacts job = Objects.requireNonNull(known.facts());
        return questions.ask(state -> preview(job, state));
    }

    private static Preview preview(JobFacts job, BookState state) {
        return switch (state.book().preview(job)) {
            case Insertion.Placed placed -> placed(job, placed, state);
            case Insertion.Waiting waiting ->
                waiting(waiting.blockers().stream()
                        .map(PlanPredictions::condition)
                        .toList());
        };
    }

    private static Preview placed(JobFacts job, Insertion.Placed placed, BookState state) {
        Placement at = placed.placement();
        List<JobCondition> conditions = placed.preempted().isEmpty()
                ? List.of()
                : List.of(new JobCondition(
                        Condition.WAITING_FOR_PREEMPTED_WORKLOADS.token(),
                        "%d runs would be ended for it"
                                .formatted(placed.preempted().size()),
                        key(at, state)));
        return new Preview(
                Instant.ofEpochSecond(at.startSecond()), end(job, at, state), at.partition(), at.width(), conditions);
    }

    private static @Nullable Instant end(JobFacts job, Placement at, BookState state) {
        var partition = Objects.requireNonNull(state.partition(at.partition()));
        long end = job.endSecond(at, partition);
        return end == Seconds.FOREVER ? null : Instant.ofEpochSecond(end);
    }

    private static @Nullable String key(Placement at, BookState state) {
        var row = state.row(at.partition());
        return row == null ? null : row.key();
    }

    private static Preview waiting(List<JobCondition> conditions) {
        return new Preview(null, null, null, 0, conditions);
    }

    private static JobCondition condition(Blocker blocker) {
        return new JobCondition(blocker.condition().token(), blocker.detail(), null);
    }
}
