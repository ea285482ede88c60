package io.exaplan.server.views;

import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobCondition;
import io.exaplan.server.demand.JobState;
import io.exaplan.server.planning.JobExplanation;
import io.exaplan.server.planning.JobExplanation.ConsideredPartition;
import io.exaplan.server.planning.JobExplanation.Place;
import io.exaplan.server.planning.JobExplanation.SoonerWith;
import io.exaplan.server.planning.JobExplanations;
import io.exaplan.server.planning.MovedStarts;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.views.JobViews.Prediction;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/jobs/{id}")
@Tag(name = "jobs")
class ExplanationController {

    private final JobDesk desk;
    private final JobDetails details;
    private final JobExplanations explanations;
    private final MovedStarts movedStarts;

    ExplanationController(JobDesk desk, JobDetails details, JobExplanations explanations, MovedStarts movedStarts) {
        this.desk = desk;
        this.details = details;
        this.explanations = explanations;
        this.movedStarts = movedStarts;
    }

    /**
     * Why a job starts when and where it does; see {@link JobExplanation}.
     *
     * @param predicted where and when the active plan has it, null when it has no start
     */
    record ExplanationView(
            long jobId,
            JobState state,
            List<JobCondition> blockers,
            @Nullable Prediction predicted,
            @Nullable String whyHere,
            List<Place> places,
            List<ConsideredPartition> partitions,
            int partitionsLeftOut,
            List<SoonerWith> counterfactuals) {}

    /** What keeps it from starting, what each partition lacks, and what would start it sooner. */
    @GetMapping("/explanation")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    ExplanationView explanation(@PathVariable long id, Caller caller) {
        Job job = desk.find(id, caller);
        JobExplanation found = explanations.explain(job, caller::seesTenant);
        return new ExplanationView(
                id,
                job.state(),
                found.blockers(),
                details.of(job).predicted(),
                found.whyHere(),
                found.places(),
                found.partitions(),
                found.partitionsLeftOut(),
                found.counterfactuals());
    }

    /** Every start it was promised and that became another one, with the reason, newest first. */
    @GetMapping("/moved-starts")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    Page<MovedStarts.MovedStart> movedStarts(@PathVariable long id, PageRequest page, Caller caller) {
        return movedStarts.of(desk.find(id, caller).id(), page);
    }
}
