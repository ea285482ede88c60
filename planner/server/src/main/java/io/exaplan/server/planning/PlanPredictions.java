package io.exaplan.server.planning;

import io.exaplan.engine.book.Blocker;
import io.exaplan.engine.book.Condition;
import io.exaplan.engine.book.Insertion;
import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.book.WhatIf;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
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
        return preview(draft, job -> questions.ask(state -> preview(job, state.book(), state::partition)));
    }

    /** As an explanation plans a change: on a copy of the book, outside the book's thread. */
    @Override
    public Preview previewInsteadOf(long replaced, Job draft) {
        return preview(draft, job -> {
            PlanningProblem world =
                    WhatIf.without(questions.ask(state -> state.book().snapshot()), replaced);
            Map<Integer, PartitionFacts> partitions =
                    world.partitions().stream().collect(Collectors.toMap(PartitionFacts::id, Function.identity()));
            return preview(job, new PlanBook(world), partitions::get);
        });
    }

    private Preview preview(Job draft, Function<JobFacts, Preview> planned) {
        Known known = intake.known(draft);
        if (known.standing() instanceof Standing.Misconfigured(String why)) {
            return waiting(List.of(new JobCondition(Condition.MISCONFIGURED.token(), why, null)));
        }
        return planned.apply(Objects.requireNonNull(known.facts()));
    }

    private static Preview preview(JobFacts job, PlanBook book, IntFunction<@Nullable PartitionFacts> partitions) {
        return switch (book.preview(job)) {
            case Insertion.Placed placed -> {
                PartitionFacts partition = Objects.requireNonNull(
                        partitions.apply(placed.placement().partition()));
                yield placed(job, placed.placement(), partition, untilItStarts(job, placed, partition, book));
            }
            case Insertion.Waiting waiting -> waiting(conditions(waiting.blockers()));
        };
    }

    private static List<JobCondition> untilItStarts(
            JobFacts job, Insertion.Placed placed, PartitionFacts partition, PlanBook book) {
        return placed.preempted().isEmpty()
                ? conditions(book.blockersBefore(job, placed.placement().startSecond()))
                : List.of(new JobCondition(
                        Condition.WAITING_FOR_PREEMPTED_WORKLOADS.token(),
                        "%d runs would be ended for it"
                                .formatted(placed.preempted().size()),
                        partition.key()));
    }

    private static Preview placed(JobFacts job, Placement at, PartitionFacts partition, List<JobCondition> conditions) {
        long end = job.endSecond(at, partition);
        return new Preview(
                Instant.ofEpochSecond(at.startSecond()),
                end == Seconds.FOREVER ? null : Instant.ofEpochSecond(end),
                at.partition(),
                at.width(),
                conditions);
    }

    private static Preview waiting(List<JobCondition> conditions) {
        return new Preview(null, null, null, 0, conditions);
    }

    private static List<JobCondition> conditions(List<Blocker> blockers) {
        return blockers.stream()
                .map(blocker -> new JobCondition(blocker.condition().token(), blocker.detail(), null))
                .toList();
    }
}
