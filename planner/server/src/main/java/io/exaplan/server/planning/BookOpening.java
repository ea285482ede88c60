package io.exaplan.server.planning;

import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens a book on what was read, and finds out where the rows say something else. */
final class BookOpening {
    private final JobIntake intake;

    BookOpening(JobIntake intake) {
        this.intake = intake;
    }

    OpenedBook open(BookReader.Read read) {
        PlanBook book = book(read);
        BookState state = new BookState(
                book, read.known(), read.runs(), read.rows(), read.problem().partitions());
        return new OpenedBook(state, book.snapshot(), outOfStep(read, state));
    }

    private PlanBook book(BookReader.Read read) {
        try {
            return new PlanBook(read.problem());
        } catch (RuntimeException e) {
            List<JobFacts> culprits = culprits(read.problem(), read.problem().jobs());
            if (culprits.isEmpty()) {
                throw e;
            }
            culprits.forEach(job -> {
                Job stored = Objects.requireNonNull(read.jobs().get(job.id()));
                intake.putAside(stored, e);
                read.known().put(job.id(), intake.known(stored));
            });
            return new PlanBook(without(read.problem(), culprits));
        }
    }

    /** The jobs no book can be opened with, found by halves. */
    private static List<JobFacts> culprits(PlanningProblem problem, List<JobFacts> suspects) {
        if (suspects.isEmpty() || opens(only(problem, suspects))) {
            return List.of();
        }
        if (suspects.size() == 1) {
            return suspects;
        }
        int half = suspects.size() / 2;
        List<JobFacts> found = new ArrayList<>(culprits(problem, suspects.subList(0, half)));
        found.addAll(culprits(problem, suspects.subList(half, suspects.size())));
        return found;
    }

    private static boolean opens(PlanningProblem problem) {
        try {
            new PlanBook(problem);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static PlanningProblem without(PlanningProblem problem, List<JobFacts> left) {
        return only(
                problem,
                problem.jobs().stream().filter(job -> !left.contains(job)).toList());
    }

    private static PlanningProblem only(PlanningProblem problem, List<JobFacts> jobs) {
        return problem.withJobs(jobs, problem.current());
    }

    private static Decisions outOfStep(BookReader.Read read, BookState state) {
        Decisions decisions = new Decisions();
        for (Known job : read.known().values()) {
            Job stored = Objects.requireNonNull(read.jobs().get(job.jobId()));
            AllocationRow row = read.allocations().get(job.jobId());
            @Nullable Placement before = row == null ? null : row.placement();
            @Nullable Placement now = state.placeOf(job.jobId()).orElse(null);
            if (!Objects.equals(before, now)) {
                decisions.change(
                        job.jobId(),
                        stored.plannedRevision() < stored.revision() ? ChangeReason.SUBMITTED : ChangeReason.REBUILT,
                        before);
            } else if (stored.plannedRevision() < stored.revision() || wrongState(stored, now != null)) {
                decisions.touch(job.jobId());
            }
        }
        read.allocations().values().stream()
                .filter(row -> !read.known().containsKey(row.jobId()))
                .forEach(row -> decisions.change(row.jobId(), ChangeReason.ENDED, row.placement()));
        return decisions;
    }

    private static boolean wrongState(Job stored, boolean hasStart) {
        return hasStart ? stored.state() == JobState.QUEUED : stored.state() == JobState.SCHEDULED;
    }
}
