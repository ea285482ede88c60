package io.exaplan.server;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Walks every endpoint of the served description as everybody there is: each role, one who belongs to another tenant, one who
 * runs another cluster, and nobody at all. The matrix it finds is committed, so that a new endpoint shows up in a review as a
 * row of its own, and one whose path it cannot fill in fails here.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "exaplan.views.prediction-patience=0s")
class EndpointMatrixTest {

    private static final Path COMMITTED = Path.of("../../docs/endpoints.md");
    private static final Path FOUND = Path.of("target/endpoints.md");

    /** In the names of all that belongs to the tenant, and nowhere else. */
    private static final String SECRET = "tulip";

    private final Api api;
    private final Tokens tokens;
    private final JdbcClient sql;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> filledIn = new HashMap<>();
    private int north;
    private final Map<Who, String> bearers = new EnumMap<>(Who.class);

    EndpointMatrixTest(Api api, Tokens tokens, JdbcClient sql) {
        this.api = api;
        this.tokens = tokens;
        this.sql = sql;
    }

    /** Everybody who may call, those who change least first. */
    private enum Who {
        NOBODY("nobody"),
        JOIN("join"),
        AGENT("agent"),
        VIEWER("viewer"),
        MEMBER_ELSEWHERE("member of another tenant"),
        CLUSTER_ADMIN_ELSEWHERE("admin of another cluster"),
        CLUSTER_ADMIN("cluster admin"),
        MEMBER("member"),
        PLANNER("planner"),
        ADMIN("admin");

        private final String title;

        Who(String title) {
            this.title = title;
        }
    }

    /** What was answered: whether the call came through, and what was said. */
    private record Seen(int status, String body) {
        String cell() {
            return switch (status) {
                case 401 -> "401";
                case 403 -> "-";
                case 404 -> "404";
                default -> "yes";
            };
        }
    }

    @BeforeAll
    void aTenantWithAllItCanHave() {
        north = Tenancy.tenant(api, "north-" + SECRET);
        int south = Tenancy.tenant(api, "south");
        int lake = cluster("lake");
        int hill = cluster("hill");
        long waiting = submitted(api.asMemberOf(north), named(job("north-" + SECRET)));
        long running = submitted(api.asMemberOf(north), named(job("north-" + SECRET)));
        long plan = plan();
        UUID run = run(running, lake, plan);

        bearers.put(Who.JOIN, bearer(Role.JOIN, null, lake));
        bearers.put(Who.AGENT, bearer(Role.AGENT, null, lake));
        bearers.put(Who.VIEWER, bearer(Role.VIEWER, null, null));
        bearers.put(Who.MEMBER_ELSEWHERE, bearer(Role.MEMBER, south, null));
        bearers.put(Who.CLUSTER_ADMIN_ELSEWHERE, bearer(Role.CLUSTER_ADMIN, null, hill));
        bearers.put(Who.CLUSTER_ADMIN, bearer(Role.CLUSTER_ADMIN, null, lake));
        bearers.put(Who.MEMBER, bearer(Role.MEMBER, north, null));
        bearers.put(Who.PLANNER, bearer(Role.PLANNER, null, null));
        bearers.put(Who.ADMIN, bearer(Role.ADMIN, null, null));

        filledIn.put("/access-tokens/{id}", "/access-tokens/" + throwaway());
        filledIn.put("/clusters/{name}", "/clusters/lake");
        filledIn.put("/jobs/{id}", "/jobs/" + waiting);
        filledIn.put("/mass-stops/{id}", "/mass-stops/" + massStop(lake, run));
        filledIn.put("/nodes", "/nodes?cluster=lake");
        filledIn.put("/orphans/{cluster}/{runId}", "/orphans/lake/" + orphan(lake));
        filledIn.put("/plans/{version}", "/plans/" + plan);
        filledIn.put("/runs/{id}", "/runs/" + run);
        filledIn.put("/reports/{month}", "/reports/" + report());
        filledIn.put("/scenario-runs/{id}", "/scenario-runs/" + scenarioRun());
        filledIn.put("/accelerator-models/{name}", "/accelerator-models/H800");
        filledIn.put("/model-profiles/{name}", "/model-profiles/DeepSeek-V3");
        filledIn.put("/partitions/{id}", "/partitions/" + partitionOf(run));
        filledIn.put("/tenants/{id}", "/tenants/" + north);
    }

    @Test
    void everyEndpointAnswersEachAsTheCommittedMatrixSays() throws IOException {
        Map<String, Map<Who, Seen>> seen = walked();

        String matrix = matrix(seen);
        Files.createDirectories(FOUND.getParent());
        Files.writeString(FOUND, matrix);
        System.out.println(matrix);

        seen.forEach((endpoint, answers) -> answers.forEach((who, answer) -> {
            assertThat(answer.status())
                    .as("%s as %s: %s", endpoint, who, answer)
                    .isLessThan(500);
            if (who == Who.NOBODY) {
                assertThat(answer.status()).as(endpoint).isEqualTo(401);
            }
            if (who == Who.AGENT || who == Who.JOIN) {
                assertThat(answer.status()).as("%s as %s", endpoint, who).isEqualTo(403);
            }
            if (who == Who.VIEWER && !endpoint.startsWith("GET ")) {
                assertThat(answer.status()).as("%s as %s", endpoint, who).isEqualTo(403);
            }
            if (who == Who.MEMBER_ELSEWHERE || who == Who.CLUSTER_ADMIN_ELSEWHERE) {
                assertThat(answer.body()).as("%s as %s", endpoint, who).doesNotContain(SECRET);
            }
        }));
        assertThat(matrix)
                .as("Look at each changed row; if it is as meant, copy planner/server/target/endpoints.md to docs/")
                .isEqualTo(Files.readString(COMMITTED));
    }

    /** Anew for everybody: whoever may delete it has done so. */
    private void fillInWhatCanBeDeleted() {
        filledIn.put("/declared-capacities/{id}", "/declared-capacities/" + declaredCapacity());
        filledIn.put("/deliveries/{id}", "/deliveries/" + delivery());
        filledIn.put("/targets/{id}", "/targets/" + target());
        filledIn.put("/reservations/{id}", "/reservations/" + reservation());
        filledIn.put("/budgets/{id}", "/budgets/" + budget());
        filledIn.put("/datasets/{id}", "/datasets/" + dataset());
        filledIn.put("/webhooks/{id}", "/webhooks/" + webhook());
        filledIn.put("/scenarios/{id}", "/scenarios/" + scenario());
        filledIn.put("/cohorts/{id}", "/cohorts/" + cohort());
        filledIn.put("/replays/{id}", "/replays/" + replay());
    }

    private Map<String, Map<Who, Seen>> walked() throws IOException {
        Map<String, Map<Who, Seen>> seen = new LinkedHashMap<>();
        List<String> endpoints = endpoints();
        endpoints.forEach(endpoint -> seen.put(endpoint, new EnumMap<>(Who.class)));
        for (Who who : Who.values()) {
            fillInWhatCanBeDeleted();
            for (String endpoint : deletedLast(endpoints)) {
                seen.get(endpoint).put(who, call(endpoint, bearers.get(who)));
            }
        }
        return seen;
    }

    private static List<String> deletedLast(List<String> endpoints) {
        return endpoints.stream()
                .sorted(Comparator.comparing(endpoint -> endpoint.startsWith("DELETE ")))
                .toList();
    }

    private List<String> endpoints() {
        List<String> endpoints = new ArrayList<>();
        api.get("/api/v1/openapi")
                .body()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> endpoints.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        endpoints.sort(Comparator.comparing(endpoint -> endpoint.substring(endpoint.indexOf(' '))));
        return endpoints;
    }

    /** Streams never end: of those the head is read only. */
    private Seen call(String endpoint, @Nullable String bearer) throws IOException {
        String[] parts = endpoint.split(" ", 2);
        HttpRequest.Builder request = HttpRequest.newBuilder(api.uri(path(parts[1])))
                .header("Content-Type", "application/json")
                .method(
                        parts[0],
                        parts[0].equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                boolean stream =
                        answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                return new Seen(
                        answer.statusCode(), stream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String path(String template) {
        String path = template;
        for (Map.Entry<String, String> known : filledIn.entrySet()) {
            boolean whole = !known.getKey().contains("{");
            if (whole ? template.endsWith("v1" + known.getKey()) : template.contains("v1" + known.getKey())) {
                path = template.replace(known.getKey(), known.getValue());
            }
        }
        assertThat(path)
                .as("An endpoint is new: say in %s what the parameter of its path stands for", getClass())
                .doesNotContain("{");
        return path;
    }

    private static String matrix(Map<String, Map<Who, Seen>> seen) {
        StringBuilder text = new StringBuilder("""
                # Who may call what

                Every endpoint of `planner/server/openapi.json` as everybody there is, as `EndpointMatrixTest` found it on a running
                server: `yes` the call comes through (what it asks may still be refused), `-` the role may not (403), `404` it does not
                exist for this caller, `401` a token is missing. The objects named in the paths belong to the *member* and to the
                *cluster admin*, who sees whom the cluster serves; in no answer to a member of another tenant or to the admin of
                another cluster did a name of the tenant appear.

                | endpoint |""");
        for (Who who : Who.values()) {
            text.append(' ').append(who.title).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(Who.values().length)).append('\n');
        seen.forEach((endpoint, answers) -> {
            text.append("| `").append(endpoint).append("` |");
            answers.values()
                    .forEach(answer -> text.append(' ').append(answer.cell()).append(" |"));
            text.append('\n');
        });
        return text.toString();
    }

    private String bearer(Role role, @Nullable Integer tenant, @Nullable Integer cluster) {
        return tokens.create(role, "matrix", tenant, cluster, null, "test").secret();
    }

    private long throwaway() {
        return tokens.create(Role.VIEWER, "throwaway", null, null, null, "test").id();
    }

    private int declaredCapacity() {
        return sql.sql("""
                        insert into declared_capacity (operator, site, stated_pflops, precision, sparsity, document, plan_from)
                        values ('Grid', gen_random_uuid()::text, 1, 'BF16', 'DENSE', 'letter', now()) returning id""").query(Integer.class).single();
    }

    private int delivery() {
        return sql.sql("""
                        insert into delivery (operator, model, devices, plan_expected)
                        values ('Grid', 'H800', 8, now()) returning id""").query(Integer.class).single();
    }

    private int cohort() {
        return sql.sql("insert into cohort (name) values (:name) returning id")
                .param("name", "cohort-" + UUID.randomUUID())
                .query(Integer.class)
                .single();
    }

    private int partitionOf(UUID run) {
        return sql.sql("select partition_id from run where id = :run")
                .param("run", run)
                .query(Integer.class)
                .single();
    }

    private int target() {
        return sql.sql("""
                        insert into target (name, scope, tenant_id, measure, level, at_least, plan_by)
                        values (:name, 'TENANT', :tenant, 'PFLOPS', 'ALLOCATED', 1, now()) returning id""")
                .param("name", "target-" + SECRET + UUID.randomUUID())
                .param("tenant", north)
                .query(Integer.class)
                .single();
    }

    private int reservation() {
        return sql.sql("""
                        insert into reservation (cluster_id, tenant_id, plan_start, plan_end)
                        select id, :tenant, now(), now() + interval '1 hour' from cluster where name = 'lake' returning id""").param("tenant", north).query(Integer.class).single();
    }

    private int budget() {
        sql.sql("delete from budget").update();
        return sql.sql("""
                        insert into budget (tenant_id, calendar_window, plan_from, plan_until, pflops_days)
                        values (:tenant, '2026', now(), now() + interval '1 year', 1) returning id""").param("tenant", north).query(Integer.class).single();
    }

    private String report() {
        return sql.sql("""
                        with made as (insert into report (month, plan_from, plan_until)
                                      values ('2026-01', now(), now() + interval '31 days') returning id, month),
                             line as (insert into report_line (report_id, dimension, name, tenant_id, figure, value)
                                      select id, 'TENANT', :name, :tenant, 'USED', 1 from made)
                        select month from made""")
                .param("name", "north-" + SECRET)
                .param("tenant", north)
                .query(String.class)
                .single();
    }

    private int webhook() {
        return sql.sql("""
                        insert into webhook (tenant_id, url, secret, events, created_by)
                        values (:tenant, 'https://tulip.example/', 'key', '{FAILED}', 'test') returning id""").param("tenant", north).query(Integer.class).single();
    }

    private int dataset() {
        return sql.sql("""
                        insert into dataset (name, sector, steward, licence, size_gib, classification, owner_id)
                        values (:name, 'OTHER', 'team', 'none', 1, 'INTERNAL', :tenant) returning id""")
                .param("name", "data-" + SECRET + UUID.randomUUID())
                .param("tenant", north)
                .query(Integer.class)
                .single();
    }

    private int scenario() {
        return sql.sql("""
                        insert into scenario (name, changes, created_by, created_at, updated_at)
                        values (:name, '[]', 'test', now(), now()) returning id""")
                .param("name", "scenario-" + UUID.randomUUID())
                .query(Integer.class)
                .single();
    }

    private long scenarioRun() {
        return sql.sql("""
                        insert into scenario_run (name, changes, seeds, steps, created_by, created_at)
                        values ('run', '[]', '{1}', 1, 'test', now()) returning id""").query(Long.class).single();
    }

    /** One that has ended: others cannot be deleted. */
    private long replay() {
        return sql.sql("""
                        insert into replay (name, workload, jobs, nodes, devices_per_node, policies, objective, run_times, world, seed,
                                            frozen_seconds, state, created_by, created_at)
                        values ('log', '', 1, 1, 1, '{fifo}', 'wait', 'exact', 'clean', 1, 0, 'CANCELLED', 'test', now())
                        returning id""").query(Long.class).single();
    }

    private static Map<String, Object> named(Map<String, Object> job) {
        job.put("name", "job-" + SECRET);
        return job;
    }

    private int cluster(String name) {
        return sql.sql("insert into cluster (name, operator) values (:name, 'Grid') returning id")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    private long plan() {
        return sql.sql("""
                        insert into plan (leader_epoch, plan_time, cause, score_hard, score_medium, score_soft, kpis, receipt)
                        values (1, now(), 'test', 0, 0, 0, '{}', '{}') returning version""").query(Long.class).single();
    }

    private UUID run(long job, int cluster, long plan) {
        UUID run = UUID.randomUUID();
        int partition =
                sql.sql("""
                        insert into partition (cluster_id, name, accelerator_model, devices_per_node)
                        values (:cluster, 'p', 'H800', 8) returning id""").param("cluster", cluster).query(Integer.class).single();
        sql.sql("update job set state = 'ACTIVE' where id = :job")
                .param("job", job)
                .update();
        sql.sql("""
                        insert into run (id, job_id, attempt, cluster_id, partition_id, state, width, spec, leader_epoch,
                                         plan_version, plan_leased)
                        values (:run, :job, 1, :cluster, :partition, 'LEASED', 1, '{}', 1, :plan, now())""")
                .param("run", run)
                .param("job", job)
                .param("cluster", cluster)
                .param("partition", partition)
                .param("plan", plan)
                .update();
        return run;
    }

    private long massStop(int cluster, UUID run) {
        return sql.sql(
                        "insert into mass_stop (cluster_id, run_ids, reason) values (:cluster, :runs, 'test') returning id")
                .param("cluster", cluster)
                .param("runs", new UUID[] {run})
                .query(Long.class)
                .single();
    }

    private String orphan(int cluster) {
        String run = UUID.randomUUID().toString();
        sql.sql("""
                        insert into orphan (run_id, cluster_id, state, explanation)
                        values (:run, :cluster, 'RUNNING', 'nobody knows it')""").param("run", run).param("cluster", cluster).update();
        return run;
    }
}
