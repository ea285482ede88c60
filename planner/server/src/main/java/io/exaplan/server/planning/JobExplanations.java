package io.exaplan.server.planning;

import io.exaplan.engine.book.PartitionOutlook;
import io.exaplan.engine.book.WhatIf;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Work;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobCondition;
import io.exaplan.server.demand.PriorityClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Explains jobs. Only the snapshot is taken where the book lives; the planning of what might be happens on the caller's thread,
 * on a copy.
 */
@Component
public final class JobExplanations {
    private static final List<Integer> PRIORITIES =
            Arrays.stream(PriorityClass.values()).map(JobAssembly::priority).toList();

    /** Places that are judged beside the job's own. */
    private static final int OTHER_PLACES = 4;

    private final BookQuestions questions;
    private final JobIntake intake;

    JobExplanations(BookQuestions questions, JobIntake intake) {
        this.questions = questions;
        this.intake = intake;
    }

    /** The book as far as it matters here. */
    private sealed interface Seen {
        /** There is nothing to plan. */
        record Idle() implements Seen {}

        record Waits(PlanningProblem plan, JobFacts facts) implements Seen {}

        /** @param plan where the job waits with the place of its run for a start, instead of running */
        record Runs(PlanningProblem plan, JobFacts facts) implements Seen {}
    }

    private record Asked(Seen seen, List<JobCondition> blockers) {}

    /**
     * Explains a job as the plan has it now.
     *
     * @param seesTenant whether whoever asks may see the jobs of a tenant; of the others he learns that they are there
     */
    public JobExplanation explain(Job job, IntPredicate seesTenant) {
        if (!job.evaluated()) {
            // As its own conditions say: what the book knows is of the job as it was before.
            return nothingPlanned(job.conditions());
        }
        Known known = intake.known(job);
        Asked asked = questions.ask(state -> new Asked(seen(known, state), Settlement.conditionsOf(known, state)));
        return switch (asked.seen()) {
            case Seen.Idle() -> nothingPlanned(asked.blockers());
            case Seen.Waits(PlanningProblem plan, JobFacts facts) -> {
                WhatIf whatIf = new WhatIf(plan, facts, anywhere(job, facts), PRIORITIES);
                List<PartitionOutlook> outlooks = whatIf.outlooks();
                yield new ExplanationText(plan, facts, job.spec().maxDuration(), seesTenant)
                        .of(
                                asked.blockers(),
                                whatIf.places(outlooks, OTHER_PLACES),
                                outlooks,
                                whatIf.counterfactuals());
            }
            case Seen.Runs(PlanningProblem plan, JobFacts facts) -> {
                WhatIf whatIf = new WhatIf(plan, facts, anywhere(job, facts), PRIORITIES);
                yield new ExplanationText(plan, facts, job.spec().maxDuration(), seesTenant)
                        .ofRun(whatIf.places(whatIf.outlooks(), OTHER_PLACES));
            }
        };
    }

    private static JobExplanation nothingPlanned(List<JobCondition> blockers) {
        return new JobExplanation(blockers, null, List.of(), List.of(), 0, List.of());
    }

    private static Seen seen(Known known, BookState state) {
        JobFacts facts = known.facts();
        if (facts == null) {
            return new Seen.Idle();
        }
        return switch (known.standing()) {
            case Standing.Waiting() -> new Seen.Waits(state.book().snapshot(), facts);
            case Standing.Active() ->
                state.runOf(known.jobId())
                        .<Seen>map(run -> new Seen.Runs(
                                asIfItWaited(run, facts, state.book().snapshot()), facts))
                        .orElseGet(Seen.Idle::new);
            case Standing.Suspended(), Standing.Ended(), Standing.Misconfigured(String _) -> new Seen.Idle();
        };
    }

    private static PlanningProblem asIfItWaited(ActiveRun run, JobFacts facts, PlanningProblem plan) {
        Map<Long, Placement> current = new HashMap<>(plan.current());
        current.put(facts.id(), run.placement());
        return plan.withRuns(plan.runs().stream()
                        .filter(other -> other.job().id() != facts.id())
                        .toList())
                .withJobs(Stream.concat(plan.jobs().stream(), Stream.of(facts)).toList(), current);
    }

    private static Work anywhere(Job job, JobFacts facts) {
        return switch (WorkStated.of(job.spec(), Set.of(), 1 - job.workDone())) {
            case WorkStated.Known(Work work) -> work;
            case WorkStated.Unknown(String _) -> facts.work();
        };
    }
}
