package io.exaplan.server.planning;

import io.exaplan.engine.book.Blocker;
import io.exaplan.engine.book.Condition;
import io.exaplan.engine.book.Insertion;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobCondition;
import io.exaplan.server.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Predictions on every replica. The leader asks its book; a follower makes a book of its own from the database, which is
 * the same plan, and keeps it for a few seconds: previews there are no later than the database and disturb nobody.
 */
@Component
final class PlanPredictions implements Predictions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EvaluationWaits waits;
    private final PlanningLoop loop;
    private final LeadershipKeeper leadership;
    private final JobIntake intake;
    private final FollowerBook followerBook;

    PlanPredictions(
            EvaluationWaits waits,
            PlanningLoop loop,
            LeadershipKeeper leadership,
            JobIntake intake,
            FollowerBook followerBook) {
        this.waits = waits;
        this.loop = loop;
        this.leadership = leadership;
        this.intake = intake;
        this.followerBook = followerBook;
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
        return leadership.leading() ? asked(job) : followerBook.read(book -> preview(job, book));
    }

    private Preview asked(JobFacts job) {
        CompletableFuture<Preview> answer = loop.ask(live -> preview(job, live.state()));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable();
        }
    }

    private static Problem unavailable() {
        return Problem.unavailable("The plan is being taken over by another replica.\nMaybe ask again in a moment.", 2);
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
