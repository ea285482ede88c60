package io.exaplan.server;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One of everything the paths of the served description name, so that a test can walk them all and one whose path cannot be
 * filled in fails. All of it belongs to one tenant and one cluster; there are others to look on.
 */
final class EndpointWorld {

    /** In the names of all that belongs to the tenant, and nowhere else. */
    static final String SECRET = "tulip";

    private final Api api;
    private final Tokens tokens;
    private final JdbcClient sql;
    private final Map<String, String> filledIn = new HashMap<>();
    private int north;
    private int south;
    private int lake;
    private int hill;
    private UUID run = UUID.randomUUID();

    EndpointWorld(Api api, Tokens tokens, JdbcClient sql) {
        this.api = api;
        this.tokens = tokens;
        this.sql = sql;
    }

    int north() {
        return north;
    }

    int south() {
        return south;
    }

    int lake() {
        return lake;
    }

    int hill() {
        return hill;
    }

    UUID run() {
        return run;
    }

    void build() {
        north = Tenancy.tenant(api, "north-" + SECRET);
        south = Tenancy.tenant(api, "south");
        lake = cluster("lake");
        hill = cluster("hill");
        long waiting = waiting();
        long running = waiting();
        long plan = plan();
        run = run(running, lake, plan);
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

    /** A job of the tenant that waits; the path of a job leads to it from now on. */
    long aJobThatWaits() {
        long job = waiting();
        filledIn.put("/jobs/{id}", "/jobs/" + job);
        return job;
    }

    private long waiting() {
        return submitted(api.asMemberOf(north), named(job("north-" + SECRET)));
    }

    /** Anew for everybody: whoever may delete it has done so. */
    void fillInWhatCanBeDeleted() {
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

    List<String> endpoints() {
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

    /** Lists whose query takes a parameter. */
    List<String> endpointsFilteredBy(String parameter) {
        return api.get("/api/v1/openapi").body().get("paths").properties().stream()
                .filter(path -> path.getValue()
                        .at("/get/parameters")
                        .valueStream()
                        .anyMatch(each -> each.get("in").asString().equals("query")
                                && each.get("name").asString().equals(parameter)))
                .map(path -> "GET " + path.getKey())
                .toList();
    }

    String path(String template) {
        String path = template;
        for (Map.Entry<String, String> known : filledIn.entrySet()) {
            boolean whole = !known.getKey().contains("{");
            if (whole ? template.endsWith("v1" + known.getKey()) : template.contains("v1" + known.getKey())) {
                path = template.replace(known.getKey(), known.getValue());
            }
        }
        assertThat(path)
                .as("An endpoint is new: say in %s what the parameter of its path stands for", EndpointWorld.class)
                .doesNotContain("{");
        return path;
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
