package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What lists are narrowed to, and that a filter never widens what a caller may see. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListFiltersTest {

    private final Api api;
    private final Api admin;
    private final JdbcClient sql;
    private Api northern;

    ListFiltersTest(Api api, JdbcClient sql) {
        this.api = api;
        admin = api.as(Role.ADMIN);
        this.sql = sql;
        northern = admin;
    }

    @BeforeAll
    void twoOfEverything() {
        made("/api/v1/cohorts", Map.of("name", "banks"));
        made("/api/v1/cohorts", Map.of("name", "farms"));
        int north = tenant("north", "INCUBATOR", "FINANCE", "banks");
        tenant("south", "TRAINING_GROUND", "AGRICULTURE", "farms");
        northern = api.asMemberOf(north);
        for (String name : List.of("north", "south")) {
            made("/api/v1/budgets", Map.of("tenant", name, "window", "2026", "pflopsDays", 10));
            made("/api/v1/budgets", Map.of("tenant", name, "window", "2026-Q1", "pflopsDays", 10));
            made("/api/v1/datasets", dataset(name, "south".equals(name) ? "OPEN" : "INTERNAL"));
            made("/api/v1/webhooks", Map.of("tenant", name, "url", "https://hooks.example/" + name));
        }
        made("/api/v1/clusters", Map.of("name", "hill", "operator", "Hill Grid"));
        for (String operator : List.of("Hill Grid", "Lake Grid")) {
            made(
                    "/api/v1/declared-capacities",
                    Map.of(
                            "operator",
                            operator,
                            "site",
                            "hall",
                            "model",
                            "H800",
                            "devices",
                            8,
                            "from",
                            "2026-01-01T00:00:00Z",
                            "document",
                            "letter"));
            made(
                    "/api/v1/deliveries",
                    Map.of("operator", operator, "model", "H800", "devices", 8, "expectedAt", "2027-01-01T00:00:00Z"));
        }
        Api.Answer spent = made("/api/v1/access-tokens", Map.of("name", "spent", "role", "VIEWER"));
        admin.delete("/api/v1/access-tokens/" + spent.text("/id"));
        made("/api/v1/access-tokens", Map.of("name", "fresh", "role", "VIEWER"));
        made("/api/v1/clusters", Map.of("name", "lake", "operator", "Lake Grid"));
        int lake = sql.sql("select id from cluster where name = 'lake'")
                .query(Integer.class)
                .single();
        sql.sql("""
                        insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                        values (:lake, 'p', 'H800', 8)""").param("lake", lake).update();
        for (String name : List.of("north", "south")) {
            Tenancy.running(
                    sql, Tenancy.submitted(admin, Tenancy.job(name)), lake, Instant.parse("2026-01-01T00:00:00Z"));
        }
    }

    @Test
    void narrowsTenantsAndCohorts() {
        assertThat(names("/api/v1/tenants?kind=INCUBATOR")).containsExactly("north");
        assertThat(names("/api/v1/tenants?sector=AGRICULTURE")).containsExactly("south");
        assertThat(names("/api/v1/tenants?cohort=banks")).containsExactly("north");
        assertThat(names("/api/v1/tenants?name=south&cohort=banks")).isEmpty();
        assertThat(names("/api/v1/cohorts?name=farms")).containsExactly("farms");
        assertThat(names(northern, "/api/v1/tenants?name=south", "name")).isEmpty();
        assertThat(names(northern, "/api/v1/tenants", "name")).containsExactly("north");
    }

    @Test
    void narrowsBudgetsDatasetsAndWebhooks() {
        assertThat(names(admin, "/api/v1/budgets?tenant=south", "window")).containsExactly("2026", "2026-Q1");
        assertThat(names(admin, "/api/v1/budgets?window=2026-Q1", "tenant")).containsExactly("north", "south");
        assertThat(names(northern, "/api/v1/budgets?tenant=south", "window")).isEmpty();
        assertThat(names("/api/v1/datasets?owner=north")).containsExactly("north.corpus");
        assertThat(names("/api/v1/datasets?classification=OPEN")).containsExactly("south.corpus");
        assertThat(names("/api/v1/datasets?sector=OTHER")).hasSize(2);
        assertThat(names(admin, "/api/v1/webhooks?tenant=north", "tenant")).containsExactly("north");
        assertThat(names(admin, "/api/v1/webhooks?active=false", "tenant")).isEmpty();
        assertThat(names(northern, "/api/v1/webhooks?tenant=south", "tenant")).isEmpty();
    }

    @Test
    void narrowsClustersAndWhatIsDeclaredAndDelivered() {
        assertThat(names("/api/v1/clusters?operator=Hill+Grid")).containsExactly("hill");
        assertThat(names("/api/v1/clusters?freshness=FRESH")).isEmpty();
        assertThat(names("/api/v1/clusters?state=ACTIVE")).containsExactly("hill", "lake");
        assertThat(names("/api/v1/clusters?state=DRAINING")).isEmpty();
        assertThat(names(admin, "/api/v1/declared-capacities?operator=Lake+Grid&site=hall&model=H800", "operator"))
                .containsExactly("Lake Grid");
        assertThat(names(admin, "/api/v1/deliveries?operator=Hill+Grid&state=ANNOUNCED", "operator"))
                .containsExactly("Hill Grid");
    }

    @Test
    void narrowsTokensRunsAndPlans() {
        assertThat(names("/api/v1/access-tokens?role=VIEWER&inUse=false")).containsExactly("spent");
        assertThat(names("/api/v1/access-tokens?name=fresh&inUse=true")).containsExactly("fresh");
        assertThat(names(admin, "/api/v1/runs?tenant=south", "tenant")).containsExactly("south");
        assertThat(names(northern, "/api/v1/runs?tenant=south", "tenant")).isEmpty();
        assertThat(names(admin, "/api/v1/plans?cause=TAKEOVER", "cause"))
                .isNotEmpty()
                .containsOnly("TAKEOVER");
        assertThat(names(admin, "/api/v1/plans?until=2000-01-01T00:00:00Z", "cause"))
                .isEmpty();
    }

    @Test
    void narrowsTargetsScenariosAndPartitions() {
        for (Map<String, Object> owner : List.<Map<String, Object>>of(
                Map.of("name", "of-farms", "scope", "COHORT", "cohort", "farms"),
                Map.of("name", "of-south", "scope", "TENANT", "tenant", "south"))) {
            Map<String, Object> target = new HashMap<>(owner);
            target.putAll(Map.of("level", "ALLOCATED", "atLeast", 1, "by", "2027-01-01T00:00:00Z"));
            made("/api/v1/targets", target);
        }
        for (String mode : List.of("OPERATIONAL", "STRATEGIC")) {
            Map<String, Object> scenario = new HashMap<>(Map.of("name", "more-" + mode, "mode", mode));
            scenario.put("changes", List.of(Map.of("type", "DEMAND_SCALED", "factor", 2)));
            Api.Answer scenarioMade = made("/api/v1/scenarios", scenario);
            made(scenarioMade.header("Location") + "/runs", Map.of());
        }
        sql.sql("update scenario_run set state = 'FAILED' where mode = 'STRATEGIC'")
                .update();

        assertThat(names("/api/v1/targets?cohort=farms")).containsExactly("of-farms");
        assertThat(names("/api/v1/targets?tenant=south")).containsExactly("of-south");
        assertThat(names(northern, "/api/v1/targets?tenant=south", "name")).isEmpty();
        assertThat(names("/api/v1/scenarios?mode=STRATEGIC")).containsExactly("more-STRATEGIC");
        assertThat(names("/api/v1/scenarios?name=more-OPERATIONAL")).containsExactly("more-OPERATIONAL");
        assertThat(names("/api/v1/scenario-runs?state=FAILED")).containsExactly("more-STRATEGIC");
        assertThat(names("/api/v1/partitions?model=H800")).containsExactly("p");
        assertThat(names("/api/v1/partitions?model=H20")).isEmpty();
    }

    @Test
    void narrowsJobs() {
        long job = Tenancy.submitted(northern, Tenancy.job("north"));
        sql.sql("update job set plan_submitted = '2031-01-01T00:00:00Z', name = 'rare' where id = :id")
                .param("id", job)
                .update();

        assertThat(names(admin, "/api/v1/jobs?cohort=farms", "tenant")).containsExactly("south");
        assertThat(ids(admin, "/api/v1/jobs?name=rare")).containsExactly(job);
        assertThat(ids(admin, "/api/v1/jobs?from=2031-01-01T00:00:00Z&until=2031-01-02T00:00:00Z"))
                .containsExactly(job);
        assertThat(ids(admin, "/api/v1/jobs?name=rare&until=2031-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(ids(admin, "/api/v1/jobs?name=rare&priorityClass=NORMAL")).containsExactly(job);
        assertThat(ids(admin, "/api/v1/jobs?name=rare&priorityClass=CRITICAL")).isEmpty();
        assertThat(ids(admin, "/api/v1/jobs?cluster=hill")).isEmpty();
        assertThat(ids(northern, "/api/v1/jobs?cohort=farms")).isEmpty();
    }

    @Test
    void theAdminOfAClusterFindsByNameWhomItServesAndNobodyElse() {
        Api operator = api.asClusterAdminOf(sql.sql("select id from cluster where name = 'lake'")
                .query(Integer.class)
                .single());

        assertThat(ids(operator, "/api/v1/jobs")).hasSize(2);
        assertThat(ids(operator, "/api/v1/jobs?kind=TRAINING")).hasSize(2);
        assertThat(ids(operator, "/api/v1/jobs?tenant=north"))
                .hasSize(1)
                .isSubsetOf(ids(operator, "/api/v1/jobs"))
                .hasSizeLessThan(ids(admin, "/api/v1/jobs?tenant=north").size());
    }

    @Test
    void shortListsGoOnWithACursorToo() {
        for (String list : List.of(
                "/api/v1/accelerator-models",
                "/api/v1/model-profiles",
                "/api/v1/jobs/%d/transitions".formatted(oneJob()),
                "/api/v1/jobs/%d/moved-starts".formatted(oneJob()),
                "/api/v1/clusters",
                "/api/v1/reports",
                "/api/v1/clusters/hill/nodes",
                "/api/v1/nodes?cluster=hill",
                "/api/v1/orphans",
                "/api/v1/mass-stops?all=true")) {
            JsonNode whole = admin.get(list).body().get("items");
            List<JsonNode> paged = new ArrayList<>();
            String cursor = "";
            do {
                String page = list + (list.contains("?") ? "&" : "?") + "limit=1" + cursor;
                JsonNode answer = admin.get(page).body();
                answer.get("items").forEach(paged::add);
                JsonNode next = answer.get("nextCursor");
                cursor = next.isNull() ? "" : "&cursor=" + next.asString();
            } while (!cursor.isEmpty());

            assertThat(paged)
                    .as(list)
                    .containsExactlyElementsOf(whole.valueStream().toList());
            Api.Answer refused = admin.get(list + (list.contains("?") ? "&" : "?") + "cursor=bm90LW91cnM");
            assertThat(refused.text("/errors/0/field")).as(list).isEqualTo("cursor");
        }
    }

    @Test
    void inventedCursorsAreRefused() {
        for (String position : List.of(
                "9999-99-99T99:99:99Z 1",
                "TTTTTTTTTTTTTTTTTTTTTT 1",
                "0000-01-01T00:00:00Z 1",
                "2026-02-31T00:00:00Z 1")) {
            assertRefused("/api/v1/jobs?order=PREDICTED_START", position);
        }
        assertRefused("/api/v1/runs?", "+1000000000-12-31T00:00:00Z 01a0e3a8-4d52-7b70-9a57-6c8d4c5d8a11");
        assertRefused("/api/v1/runs?", "2026-01-01T00:00:00Z 1");
    }

    private void assertRefused(String list, String position) {
        Api.Answer refused = admin.get(list + "&cursor=" + cursor(position));
        assertThat(refused.status()).as(position).isEqualTo(400);
        assertThat(refused.text("/errors/0/value")).isEqualTo(cursor(position));
    }

    @Test
    void aCursorOfAStartIsTakenWithAndWithoutPartsOfASecond() {
        for (String start : List.of("2026-12-08T18:51:47Z", "2026-12-08T18:51:47.123456Z", "infinity")) {
            assertThat(admin.get("/api/v1/jobs?order=PREDICTED_START&cursor=" + cursor(start + " 500"))
                            .status())
                    .as(start)
                    .isEqualTo(200);
        }
    }

    private static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private long oneJob() {
        return ids(admin, "/api/v1/jobs?limit=1").getFirst();
    }

    private static List<Long> ids(Api who, String list) {
        return who.get(list)
                .body()
                .get("items")
                .valueStream()
                .map(job -> job.get("id").asLong())
                .toList();
    }

    @Test
    void refusesAValueAFilterDoesNotKnow() {
        Api.Answer refused = admin.get("/api/v1/tenants?kind=CIRCUS");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("kind");
        assertThat(refused.text("/errors/0/message")).contains("INCUBATOR");
    }

    private List<String> names(String path) {
        return names(admin, path, "name");
    }

    private static List<String> names(Api caller, String path, String field) {
        Api.Answer answer = caller.get(path);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.body()
                .get("items")
                .valueStream()
                .map((JsonNode item) -> item.get(field).asString())
                .toList();
    }

    private int tenant(String name, String kind, String sector, String cohort) {
        return made("/api/v1/tenants", Map.of("name", name, "kind", kind, "sector", sector, "cohort", cohort))
                .body()
                .get("id")
                .asInt();
    }

    private static Map<String, Object> dataset(String owner, String classification) {
        return Map.of(
                "name",
                owner + ".corpus",
                "sector",
                "OTHER",
                "steward",
                "library",
                "licence",
                "none",
                "sizeGib",
                1,
                "classification",
                classification,
                "owner",
                owner);
    }

    private Api.Answer made(String path, Object body) {
        Api.Answer answer = admin.post(path, body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer;
    }
}
