package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.dispatch.AgentDouble;
import io.exaplan.server.security.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What administrators change of clusters, and what holds on to them. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterApiTest {

    private static final String CLUSTERS = "/api/v1/clusters";

    private final Api api;
    private final Api admin;

    ClusterApiTest(Api api) {
        this.api = api;
        admin = api.as(Role.ADMIN);
    }

    @BeforeAll
    void aTenant() {
        Tenancy.tenant(admin, "north");
    }

    @Test
    void isGivenAnotherOperatorBasedOnWhatWasRead() {
        String tag = made("coast");
        Map<String, Object> other = Map.of("name", "coast", "operator", "Coast Power");

        Api.Answer changed = admin.put(CLUSTERS + "/coast?reason=sold", other, "If-Match", tag);
        Api.Answer late = admin.put(CLUSTERS + "/coast", other, "If-Match", tag);
        Api.Answer blind = admin.put(CLUSTERS + "/coast", other);

        assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
        assertThat(changed.text("/operator")).isEqualTo("Coast Power");
        assertThat(changed.header("ETag")).isNotEmpty().isNotEqualTo(tag);
        assertThat(late.status()).isEqualTo(412);
        assertThat(blind.status()).isEqualTo(428);
        Api.Answer audit = admin.get("/api/v1/audit?subject=cluster/coast");
        assertThat(audit.text("/items/0/reason")).isEqualTo("sold");
        assertThat(audit.text("/items/0/before/operator")).isEqualTo("Grid");
        assertThat(audit.text("/items/0/after/operator")).isEqualTo("Coast Power");
    }

    @Test
    void isRenamedUntilItsNameIsCarried() {
        String tag = made("mistyped");

        Api.Answer renamed = renamed("mistyped", "plain", tag);
        assertThat(renamed.text("/name")).isEqualTo("plain");
        assertThat(admin.get(CLUSTERS + "/mistyped").status()).isEqualTo(404);
        made("taken");
        assertThat(renamed("plain", "taken", renamed.header("ETag")).text("/type"))
                .endsWith("name-taken");

        Map<String, Object> job = Tenancy.job("north");
        job.put("residency", List.of("plain"));
        Tenancy.submitted(admin, job);
        Api.Answer carried = renamed("plain", "another", renamed.header("ETag"));
        assertThat(carried.status()).isEqualTo(400);
        assertThat(carried.text("/errors/0/field")).isEqualTo("name");
        assertThat(carried.text("/errors/0/message")).contains("jobs (1)");

        AgentDouble.joined(api, "watched").withNodes(1, "H800", 8).settle();
        Api.Answer watched =
                renamed("watched", "other", admin.get(CLUSTERS + "/watched").header("ETag"));
        assertThat(watched.text("/errors/0/message")).contains("its agent");
    }

    @Test
    void isDeletedUntilItDidSomething() {
        String tag = made("never");
        assertThat(admin.send("DELETE", CLUSTERS + "/never", null).status()).isEqualTo(428);
        assertThat(admin.send("DELETE", CLUSTERS + "/never", null, "If-Match", tag)
                        .status())
                .isEqualTo(204);
        assertThat(admin.get(CLUSTERS + "/never").status()).isEqualTo(404);
        assertThat(made("never")).isNotEmpty();

        AgentDouble.joined(api, "works").withNodes(2, "H800", 8).settle();
        Api.Answer kept = admin.delete(CLUSTERS + "/works");
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.text("/detail")).contains("nodes (2)", "partitions (1)", "INACTIVE");
    }

    @Test
    void isChangedByAdministratorsAlone() {
        made("guarded");
        Api operator = api.as(Role.PLANNER);
        assertThat(operator.put(CLUSTERS + "/guarded", Map.of("name", "guarded", "operator", "Me"))
                        .status())
                .isEqualTo(403);
        assertThat(operator.delete(CLUSTERS + "/guarded").status()).isEqualTo(403);
    }

    private Api.Answer renamed(String name, String to, String tag) {
        return admin.put(CLUSTERS + "/" + name, Map.of("name", to, "operator", "Grid"), "If-Match", tag);
    }

    /** Makes a cluster; answers its tag. */
    private String made(String name) {
        Api.Answer answer = admin.post(CLUSTERS, Map.of("name", name, "operator", "Grid"));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer.header("ETag");
    }
}
