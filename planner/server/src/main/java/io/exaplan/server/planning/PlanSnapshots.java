package io.exaplan.server.planning;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.demand.PriorityClass;
import io.exaplan.server.demand.Submissions;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.JsonForm;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The live plan and stored ones by value, on any replica; whoever takes one away cannot touch the plan itself. */
@Component
public class PlanSnapshots {
    /** Who may submit for every tenant. */
    private static final Caller ANYBODY = new Caller(0, 0, "scenario", Role.PLANNER, null, null, null);

    private final BookQuestions questions;
    private final PlanViews plans;
    private final Submissions submissions;
    private final JobIntake intake;
    private final Jobs jobs;

    PlanSnapshots(BookQuestions questions, PlanViews plans, Submissions submissions, JobIntake intake, Jobs jobs) {
        this.questions = questions;
        this.plans = plans;
        this.submissions = submissions;
        this.intake = intake;
        this.jobs = jobs;
    }

    /** The world as it is now, with the active plan. */
    public PlanningProblem live() {
        return questions.ask(state -> state.book().snapshot());
    }

    /** The world a plan version was made from; empty when it is not kept any longer, or never was. */
    public Optional<PlanningProblem> ofVersion(long version) {
        return plans.problem(version).map(ProblemJson::read);
    }

    /**
     * What came within a window of plan time and was not cancelled, as it is planned; jobs that cannot run as they are stated
     * are left out.
     */
    public void arrivals(Instant from, Instant until, Consumer<JobFacts> receiver) {
        jobs.submittedWithin(from, until, job -> {
            JobFacts facts = intake.known(job).facts();
            if (facts != null) {
                receiver.accept(facts);
            }
        });
    }

    /** Plan time of the first submission there is. */
    public Optional<Instant> firstArrival() {
        return jobs.firstSubmission();
    }

    /** A job as a submission states it, as it is planned; what is wrong is told to the form. */
    public Optional<JobFacts> facts(JsonForm form) {
        return submissions.drafted(form, ANYBODY).flatMap(job -> {
            Known known = intake.known(job);
            if (known.standing() instanceof Standing.Misconfigured(String why)) {
                form.refuse("name", why);
            }
            return Optional.ofNullable(known.facts());
        });
    }

    /** What a class counts for in the plan. */
    public int priority(PriorityClass stated) {
        return JobAssembly.priority(stated);
    }
}
