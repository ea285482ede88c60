package io.exaplan.server.views;

import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobOrders;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.demand.Submissions;
import io.exaplan.server.planning.Predictions;
import io.exaplan.server.planning.Preview;
import io.exaplan.server.security.Caller;
import io.exaplan.server.views.JobViews.JobPreview;
import io.exaplan.server.views.JobViews.JobView;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Retelling;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Takes jobs in and tells at once where and when they will run. */
@Component
class JobDesk {

    private static final Logger LOG = LoggerFactory.getLogger(JobDesk.class);
    static final String PATH = "/api/v1/jobs";

    private final Submissions submissions;
    private final Jobs jobs;
    private final JobDetails details;
    private final Predictions predictions;
    private final ViewsSettings settings;

    JobDesk(Submissions submissions, Jobs jobs, JobDetails details, Predictions predictions, ViewsSettings settings) {
        this.submissions = submissions;
        this.jobs = jobs;
        this.details = details;
        this.predictions = predictions;
        this.settings = settings;
    }

    /**
     * Stores a job and waits a little for the plan to have seen it; without an answer it is stored all the same.
     *
     * @param replaces the job that waits and is cancelled with it, null for none
     */
    JobView submit(JsonForm form, @Nullable Long replaces, Caller caller) {
        Job draft = submissions.draft(form, caller);
        return evaluated(
                replaces == null
                        ? submissions.submit(draft)
                        : submissions.submitInsteadOf(replaceable(replaces, caller), draft));
    }

    /** The server may end between a submission and its answer; who sends it again is told of the job it made. */
    @Bean
    static Retelling jobsToldAgain(Jobs jobs, JobDetails details) {
        return new Retelling(PATH, id -> details.of(jobs.find(id).orElseThrow(() -> Problem.notFound("job", id))));
    }

    /**
     * What a submission would come to.
     *
     * @param replaces the job that waits and would not be there any more, null for none
     */
    JobPreview preview(JsonForm form, @Nullable Long replaces, Caller caller) {
        Job draft = submissions.draft(form, caller);
        Preview preview = replaces == null
                ? predictions.preview(draft)
                : predictions.previewInsteadOf(replaceable(replaces, caller).id(), draft);
        Instant start = preview.predictedStart();
        Integer partition = preview.partitionId();
        return new JobPreview(
                draft.spec(),
                start == null || partition == null
                        ? null
                        : details.previewed(partition, start, preview.predictedEnd(), preview.width()),
                details.rescheduling(draft.spec()),
                preview.conditions());
    }

    /** Nobody learns here of jobs he could not cancel. */
    private Job replaceable(long id, Caller caller) {
        Job job = jobs.find(id)
                .filter(found -> caller.actsForTenant(found.tenantId()))
                .orElseThrow(() -> Problem.ofParameter(
                        "replaces", id, "There is no job of this number that this token may cancel."));
        JobOrders.requireWaiting(job);
        return job;
    }

    /** A job the caller may see; to others it does not exist. */
    Job find(long id, Caller caller) {
        return jobs.find(id)
                .filter(job -> caller.seesTenant(job.tenantId()))
                .orElseThrow(() -> Problem.notFound("job", id));
    }

    /** Waits for the plan to have seen the newest change of a job. */
    JobView evaluated(Job job) {
        awaitEvaluation(job);
        return details.of(jobs.find(job.id()).orElse(job));
    }

    private void awaitEvaluation(Job job) {
        try {
            predictions
                    .evaluated(job.id(), job.revision(), settings.predictionPatience())
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("Job {} is stored, its prediction failed", job.id(), e);
        }
    }
}
