package io.exaplan.server.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
class TenantApiTest {

    private final Api api;
    private final Api planner;

    TenantApiTest(Api api) {
        this.api = api;
        planner = api.as(Role.PLANNER);
    }

    @Test
    void aCohortIsRenamedWithItsTenantsAndGoesWhenItHasNone() {
        Api.Answer made = planner.post("/api/v1/cohorts", Map.of("name", "souht"));
        String cohort = made.header("Location");
        String tenant = planner.post(
                        "/api/v1/tenants",
                        Map.of("name", "clinic", "kind", "TRAINING_GROUND", "sector", "MEDICAL", "cohort", "souht"))
                .header("Location");

        Api.Answer renamed = planner.put(
                cohort, Map.of("name", "south"), "If-Match", planner.get(cohort).header("ETag"));

        assertThat(renamed.text("/name")).isEqualTo("south");
        assertThat(planner.get(tenant).text("/cohort")).isEqualTo("south");
        assertThat(planner.put(cohort, Map.of("name", "west"), "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(planner.delete(cohort).status()).isEqualTo(409);
        assertThat(planner.delete(tenant).status()).isEqualTo(204);
        assertThat(planner.delete(cohort).status()).isEqualTo(204);
        assertThat(planner.get(cohort).status()).isEqualTo(404);
    }

    @Test
    void aTenantWithJobsIsKept() {
        int id = Tenancy.tenant(api, "keeper");
        Tenancy.submitted(planner, Tenancy.job("keeper"));

        Api.Answer kept = planner.delete("/api/v1/tenants/" + id);

        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.text("/type")).endsWith("in-use");
        assertThat(planner.get("/api/v1/tenants/" + id).status()).isEqualTo(200);
    }

    @Test
    void changeOnlyAsTheyWereRead() {
        planner.post("/api/v1/cohorts", Map.of("name", "east"));
        Api.Answer made = planner.post(
                "/api/v1/tenants",
                Map.of(
                        "name",
                        "bank",
                        "kind",
                        "INCUBATOR",
                        "sector",
                        "FINANCE",
                        "cohort",
                        "east",
                        "quota",
                        Map.of("nominalPflops", 12.5)));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        String path = made.header("Location");
        Map<String, Object> changed = Map.of("name", "bank", "kind", "INCUBATOR", "sector", "FINANCE");

        assertThat(planner.put(path, changed).status()).isEqualTo(428);
        Api.Answer first =
                planner.put(path, changed, "If-Match", planner.get(path).header("ETag"));
        Api.Answer second = planner.put(path, changed, "If-Match", "\"1\"");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().at("/quota/nominalPflops").isNull()).isTrue();
        assertThat(first.body().at("/cohort").isNull()).isTrue();
        assertThat(second.status()).isEqualTo(412);
    }

    @Test
    void areRefusedWithEverythingThatIsWrong() {
        Api.Answer answer = planner.post(
                "/api/v1/tenants",
                Map.of(
                        "name",
                        "a b",
                        "kind",
                        "CIRCUS",
                        "cohort",
                        "nowhere",
                        "quota",
                        Map.of("nominalPflops", -1, "x", 1)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactlyInAnyOrder("name", "kind", "sector", "quota.nominalPflops", "quota.x");
    }

    @Test
    void haveNamesOfTheirOwn() {
        Map<String, Object> tenant = Map.of("name", "twin", "kind", "INCUBATOR", "sector", "OTHER");

        assertThat(planner.post("/api/v1/tenants", tenant).status()).isEqualTo(201);
        assertThat(planner.post("/api/v1/tenants", tenant).text("/type")).isEqualTo("urn:exaplan:problem:name-taken");
        assertThat(planner.post(
                                "/api/v1/tenants",
                                Map.of("name", "lost", "kind", "INCUBATOR", "sector", "OTHER", "cohort", "nowhere"))
                        .text("/errors/0/field"))
                .isEqualTo("cohort");
    }
}
