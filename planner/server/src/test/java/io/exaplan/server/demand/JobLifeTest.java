package io.exaplan.server.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.ServerTest;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.JsonForm;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** On a server that does not lead: nobody but the test says what the plan found. */
@ServerTest
@TestPropertySource(properties = "exaplan.planning.leadership.enabled=false")
class JobLifeTest {

    private static final Caller PLANNER = new Caller(1, 1, "planner", Role.PLANNER, null, null, null);

    private final JobLife life;
    private final Jobs jobs;
    private final JobOrders orders;
    private final Submissions submissions;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    JobLifeTest(JobLife life, Jobs jobs, JobOrders orders, Submissions submissions, JdbcClient jdbc, JsonMapper json) {
        this.life = life;
        this.jobs = jobs;
        this.orders = orders;
        this.submissions = submissions;
        this.jdbc = jdbc;
        this.json = json;
    }

    @BeforeEach
    void aTenant() {
        jdbc.sql(
                        "insert into tenant (name, kind, sector) values ('north', 'INCUBATOR', 'OTHER') on conflict do nothing")
                .update();
    }

    @Test
    void schedulesWhatTheWorkHasAStartForAndRecordsEachStep() {
        Job one = submitted();
        Job two = submitted();

        life.evaluated(List.of(
                new Evaluated(one.id(), 1, true, List.of(new JobCondition("WaitingForCapacity", "until 14:00", null))),
                new Evaluated(two.id(), 1, false, List.of())));
        life.evaluated(List.of(new Evaluated(one.id(), 1, true, List.of())));

        assertThat(jobs.withIds(List.of(one.id(), two.id())))
                .extracting(Job::state)
                .containsExactly(JobState.SCHEDULED, JobState.QUEUED);
        assertThat(jobs.unplanned(100)).extracting(Job::id).doesNotContain(one.id(), two.id());
        assertThat(transitions(one)).containsExactly("null>QUEUED", "QUEUED>SCHEDULED");
        assertThat(events(one)).containsExactly("job.submitted", "job.scheduled");
    }

    @Test
    void whatThePlanSaysOfAJobAsItWasBeforeIsNotSaidOfItNow() {
        Job job = submitted();
        life.activated(job.id(), "leased");
        Job ran = jobs.find(job.id()).orElseThrow();
        life.requeued(job.id(), "preempted");

        // The planner still takes it for one that runs: nothing keeps that one from starting.
        life.evaluated(List.of(new Evaluated(job.id(), ran.revision(), true, List.of())));

        Job waiting = jobs.find(job.id()).orElseThrow();
        assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
        assertThat(waiting.conditions()).extracting(JobCondition::type).containsExactly("PendingEvaluation");
        assertThat(waiting.evaluated()).isFalse();
        assertThat(jobs.unplanned(100)).extracting(Job::id).contains(job.id());
    }

    @Test
    void endsOnceAndForAll() {
        Job job = submitted();

        assertThat(life.activated(job.id(), "leased")).isTrue();
        assertThat(life.activated(job.id(), "leased again")).isFalse();
        assertThat(life.succeeded(List.of(job.id()), "exit code 0")).isEqualTo(1);
        assertThat(life.failed(job.id(), "late report")).isFalse();

        Job ended = jobs.find(job.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.attempts()).isEqualTo(1);
        assertThat(ended.planEnded()).isNotNull();
        assertThat(ended.revision()).isGreaterThan(job.revision());
        assertThat(jobs.unplanned(100)).extracting(Job::id).contains(job.id());
    }

    @Test
    void cancelsAnActiveJobOnlyWhenItsRunHasEnded() {
        Job job = submitted();
        life.activated(job.id(), "leased");

        Job stopping = orders.cancel(job.id(), "north", "wrong data");

        assertThat(stopping.state()).isEqualTo(JobState.ACTIVE);
        assertThat(jobs.wantedToStop()).extracting(Job::id).contains(job.id());

        life.requeued(job.id(), "preempted");

        assertThat(jobs.find(job.id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.wantedToStop()).extracting(Job::id).doesNotContain(job.id());
    }

    @Test
    void suspendsAndResumesAWaitingJob() {
        Job job = submitted();

        assertThat(orders.suspend(job.id(), "north", null).state()).isEqualTo(JobState.SUSPENDED);
        assertThat(orders.suspend(job.id(), "north", null).conditions())
                .extracting(JobCondition::type)
                .containsExactly("Suspended");
        assertThat(orders.resume(job.id(), "north", null).state()).isEqualTo(JobState.QUEUED);
        assertThat(transitions(job)).containsExactly("null>QUEUED", "QUEUED>SUSPENDED", "SUSPENDED>QUEUED");
    }

    private Job submitted() {
        JsonForm form = JsonForm.of(json.readTree("""
                {"name": "train", "tenant": "north", "kind": "TRAINING", "worker": {"milliDevices": 8000},
                 "work": {"modelProfile": "llama-3.1-8b", "tokens": 1e11}, "deadline": {"at": "2030-01-01T00:00:00Z"}}
                """));
        return submissions.submit(submissions.draft(form, PLANNER));
    }

    private List<String> transitions(Job job) {
        return jdbc.sql(
                        "select coalesce(from_state, 'null') || '>' || to_state from job_transition where job_id = :id order by id")
                .param("id", job.id())
                .query(String.class)
                .list();
    }

    private List<String> events(Job job) {
        return jdbc.sql("select type from event where payload ->> 'jobId' = :id order by tx, id")
                .param("id", Long.toString(job.id()))
                .query(String.class)
                .list();
    }
}
