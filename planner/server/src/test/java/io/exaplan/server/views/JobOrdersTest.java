package io.exaplan.server.views;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.demand.JobLife;
import io.exaplan.server.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "exaplan.views.prediction-patience=0s")
class JobOrdersTest {

    private final Api admin;
    private final JobLife life;

    JobOrdersTest(Api api, JobLife life) {
        admin = api.as(Role.ADMIN);
        this.life = life;
    }

    @BeforeAll
    void tenants() {
        Tenancy.tenant(admin, "north");
        Tenancy.tenant(admin, "paged");
    }

    @Test
    void cancelAWaitingJobAtOnceAndSaySoTwice() {
        long id = submitted(admin, job("north"));

        Api.Answer cancelled = admin.post("/api/v1/jobs/" + id + "/cancel", Map.of("reason", "wrong data"));

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("/state")).isEqualTo("CANCELLED");
        assertThat(admin.post("/api/v1/jobs/" + id + "/cancel", null).status()).isEqualTo(200);
        assertThat(admin.post("/api/v1/jobs/" + id + "/resume", null).text("/type"))
                .isEqualTo("urn:exaplan:problem:job-ended");
        Api.Answer transitions = admin.get("/api/v1/jobs/" + id + "/transitions");
        assertThat(transitions.text("/items/1/to")).isEqualTo("CANCELLED");
        assertThat(transitions.text("/items/1/actor")).isEqualTo("ADMIN");
        assertThat(transitions.text("/items/1/reason")).isEqualTo("wrong data");
        Api.Answer audit = admin.get("/api/v1/audit?subject=job/" + id);
        assertThat(audit.text("/items/0/action")).isEqualTo("job.cancel");
    }

    @Test
    void wishAnActiveJobToStopAndRefuseToCallThatBack() {
        long id = submitted(admin, job("north"));
        life.activated(id, "leased");

        assertThat(admin.post("/api/v1/jobs/" + id + "/suspend", null).text("/wish"))
                .isEqualTo("SUSPEND");
        assertThat(admin.post("/api/v1/jobs/" + id + "/resume", null).text("/type"))
                .isEqualTo("urn:exaplan:problem:job-stopping");
        life.suspended(id, "stopped");
        assertThat(admin.post("/api/v1/jobs/" + id + "/resume", null).text("/state"))
                .isEqualTo("QUEUED");
    }

    @Test
    void pageThroughJobsInEveryOrderWithoutMissingOne() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(submitted(admin, job("paged")));
        }

        assertThat(paged("OLDEST")).isEqualTo(ids);
        assertThat(paged("NEWEST")).isEqualTo(ids.reversed());
        assertThat(paged("PREDICTED_START")).isEqualTo(ids);
        assertThat(admin.get("/api/v1/jobs?tenant=paged&state=ACTIVE&state=FAILED")
                        .body()
                        .get("items")
                        .isEmpty())
                .isTrue();
        assertThat(JobSubmissionTest.fields(admin.get("/api/v1/jobs?state=DREAMING&order=UP")))
                .containsExactly("state", "order");
        assertThat(JobSubmissionTest.fields(admin.get("/api/v1/jobs?limit=0"))).containsExactly("limit");
        assertThat(JobSubmissionTest.fields(admin.get("/api/v1/jobs?cursor=bogus")))
                .containsExactly("cursor");
        assertThat(JobSubmissionTest.fields(admin.get("/api/v1/jobs?cursor=%27%3B")))
                .containsExactly("cursor");
    }

    @Test
    void answerUnknownJobsAndPathsWithProblems() {
        assertThat(admin.get("/api/v1/jobs/999999").text("/type")).isEqualTo("urn:exaplan:problem:not-found");
        assertThat(admin.get("/api/v1/jobs/seven").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/nothing").text("/type")).isEqualTo("urn:exaplan:problem:not-found");
        assertThat(admin.delete("/api/v1/jobs").status()).isEqualTo(405);
    }

    private List<Long> paged(String order) {
        List<Long> ids = new ArrayList<>();
        String cursor = "";
        do {
            Api.Answer page = admin.get("/api/v1/jobs?tenant=paged&limit=3&order=" + order + cursor);
            page.body().get("items").forEach(item -> ids.add(item.get("id").asLong()));
            cursor = page.body().get("nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
        } while (!cursor.isEmpty());
        return ids;
    }
}
