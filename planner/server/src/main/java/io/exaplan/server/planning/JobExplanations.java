package io.exaplan.server.planning;

import io.exaplan.engine.book.WhatIf;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Work;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobCondition;
import io.exaplan.server.demand.PriorityClass;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Explains jobs. Only the snapshot is taken where the book lives; the planning of what might be happens on the caller's thread,
 * on a copy.
 */
@Component
public final class JobExplanations {
    private static final List<Integer> PRIORITIES =
            Arrays.stream(PriorityClass.values()).map(JobAssembly::priority).toList();

    private final BookQuestions questions;
    private final JobIntake intake;

    JobExplanations(BookQuestions questions, JobIntake intake) {
        this.questions = questions;
        this.intake = intake;
    }

    /**
     * The book as far as it matters here.
     *
     * @param plan null when the job does not wait for a start
     */
    private record Seen(@Nullable PlanningProblem plan, List<JobCondition> blockers) {}

    /**
     * Explains a job as the plan has it now.
     *
     * @param seesTenant whether whoever asks may see the jobs of a tenant; of the others he learns that they are there
     */
    public JobExplanation explain(Job job, IntPredicate seesTenant) {
        Known known = intake.known(job);
        Seen seen = questions.ask(state -> seen(known, state));
        JobFacts facts = known.facts();
        PlanningProblem plan = seen.plan();
        if (facts == null || plan == null) {
            return new JobExplanation(seen.blockers(), null, List.of(), 0, List.of());
        }
        WhatIf whatIf = new WhatIf(plan, facts, anywhere(job, facts), PRIORITIES);
        return new ExplanationText(plan, facts, seesTenant)
                .of(seen.blockers(), whatIf.outlooks(), whatIf.counterfactuals());
    }

    private static Seen seen(Known known, BookState state) {
        List<JobCondition> blockers = Settlement.conditionsOf(known, state);
        boolean waits = known.standing() instanceof Standing.Waiting;
        return new Seen(waits ? state.book().snapshot() : null, blockers);
    }

    private static Work anywhere(Job job, JobFacts facts) {
        return switch (WorkStated.of(job.spec(), Set.of(), 1 - job.workDone())) {
            case WorkStated.Known(Work work) -> work;
            case WorkStated.Unknown(String _) -> facts.work();
        };
    }
}
