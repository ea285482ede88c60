package io.exaplan.server.views;

import io.exaplan.server.demand.JobSubmission;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.views.JobBulk.BulkView;
import io.exaplan.server.views.JobBulk.Mode;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InScope(TokenScope.JOBS)
@Tag(name = "jobs")
class JobBulkController {

    private static final int MOST_JOBS = 1000;

    private final JobBulk bulk;

    JobBulkController(JobBulk bulk) {
        this.bulk = bulk;
    }

    /** Up to 1000 jobs. */
    record JobBulkSubmission(
            @Schema(description = "ALL_OR_NOTHING when left out") @Nullable
            Mode mode,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<JobSubmission> jobs) {}

    /** Submits many jobs at once. Their predicted starts are found out meanwhile; the answer does not wait for them. */
    @PostMapping("/api/v1/jobs/bulk")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
    BulkView submit(
            @RequestBody(content = @Content(schema = @Schema(implementation = JobBulkSubmission.class))) JsonForm form,
            Caller caller) {
        Mode mode = form.optional("mode", Values.oneOf(Mode.class), Mode.ALL_OR_NOTHING);
        List<JsonForm> jobs = form.requiredObjects("jobs", MOST_JOBS);
        form.finish();
        return bulk.submit(jobs, mode, caller);
    }
}
