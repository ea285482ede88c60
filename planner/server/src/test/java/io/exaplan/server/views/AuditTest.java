package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What the audit says of changes: what was before, what is after, and why. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private final Api api;
    private final Api admin;

    AuditTest(Api api) {
        this.api = api;
        admin = api.as(Role.ADMIN);
    }

    @BeforeAll
    void aTenant() {
        Tenancy.tenant(admin, "north");
    }

    @Test
    void keepsAJobAsItWasSubmitted() {
        Map<String, Object> job = Tenancy.job("north");
        job.put("gang", Map.of("workers", 3));
        Api.Answer made = admin.post("/api/v1/jobs?reason=the+paper+is+due", job);

        JsonNode entry = entry("job/" + made.text("/id"));
        assertThat(entry.get("after")).isEqualTo(made.body().get("spec"));
        assertThat(entry.at("/after/gang/workers").asInt()).isEqualTo(3);
        assertThat(entry.get("reason").asString()).isEqualTo("the paper is due");
    }

    @Test
    void aReasonInTheBodyGoesBeforeTheQuerys() {
        long job = Tenancy.submitted(admin, Tenancy.job("north"));
        admin.post("/api/v1/jobs/%d/cancel?reason=query".formatted(job), Map.of("reason", "body"));

        assertThat(entry("job/" + job).get("reason").asString()).isEqualTo("body");
    }

    @Test
    void tellsOfATokenAllButItsSecret() {
        Api.Answer made = admin.post("/api/v1/access-tokens", Map.of("name", "reader", "role", "VIEWER"));
        String subject = "token/" + made.text("/id");
        JsonNode created = entry(subject);
        admin.send("DELETE", "/api/v1/access-tokens/%s?reason=left".formatted(made.text("/id")), null);
        JsonNode revoked = entry(subject);

        assertThat(created.at("/after/role").asString()).isEqualTo("VIEWER");
        assertThat(created.toString()).doesNotContain(made.text("/secret"));
        assertThat(revoked.at("/before/revokedAt").isNull()).isTrue();
        assertThat(revoked.at("/after/revokedAt").asString()).isNotEmpty();
        assertThat(revoked.get("reason").asString()).isEqualTo("left");
    }

    /** Names of tokens are chosen by who makes them. */
    @Test
    void tellsByWhichTokenAndWhatItWasThen() {
        Map<String, Object> member = Map.of("name", "planner", "role", "MEMBER", "tenant", "north");
        Api.Answer token = admin.post("/api/v1/access-tokens", member);
        Api robot = api.with(token.text("/secret"));

        JsonNode entry = entry("job/" + Tenancy.submitted(robot, Tenancy.job("north")));

        assertThat(entry.get("actor").asString()).isEqualTo("planner");
        assertThat(entry.get("tokenId").asString()).isEqualTo(token.text("/id"));
        assertThat(entry.get("role").asString()).isEqualTo("MEMBER");
        assertThat(entry.get("tenant").asString()).isEqualTo("north");
        assertThat(entry.get("cluster").isNull()).isTrue();
        assertThat(admin.get("/api/v1/audit?token=" + token.text("/id")).body().get("items"))
                .singleElement()
                .isEqualTo(entry);
    }

    @Test
    void isExportedWithBeforeAfterAndReason() {
        Api.Answer cohort = admin.post("/api/v1/cohorts", Map.of("name", "banks"));
        admin.put(
                cohort.header("Location") + "?reason=merged",
                Map.of("name", "houses"),
                "If-Match",
                admin.get(cohort.header("Location")).header("ETag"));

        String rows = admin.get("/api/v1/audit/export?subject=cohort/" + cohort.text("/id"))
                .raw()
                .body();
        assertThat(rows)
                .contains("cohort.rename")
                .contains("banks")
                .contains("houses")
                .contains("merged");
    }

    /** The newest entry about something. */
    private JsonNode entry(String subject) {
        return admin.get("/api/v1/audit?limit=1&subject=" + subject).body().at("/items/0");
    }
}
