package io.exaplan.server.demo;

import io.exaplan.server.demo.CityFile.Silence;
import io.exaplan.server.demo.DemoWorld.DemoCluster;
import io.exaplan.server.demo.DemoWorld.DemoTenant;
import io.exaplan.server.demo.PlannerClient.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sets a world up through the planner's API, starts its agents and its traffic; ends both. */
final class Demo implements AutoCloseable {

    private static final int ALREADY_THERE = 409;

    private final DemoWorld world;
    private final double rate;
    private final PlannerClient planner;
    private final AgentProcesses agents;
    private final DemoNotebook notebook;
    private final Thread traffic;
    private final ScheduledExecutorService silences = Executors.newSingleThreadScheduledExecutor();

    /** @param rate plan seconds per wall second */
    Demo(DemoWorld world, double rate, PlannerClient planner, AgentProcesses agents, DemoNotebook notebook) {
        this.world = world;
        this.rate = rate;
        this.planner = planner;
        this.agents = agents;
        this.notebook = notebook;
        this.traffic = Thread.ofPlatform()
                .name("demo-traffic")
                .daemon()
                .unstarted(new Traffic(
                        planner,
                        notebook,
                        world.arrivals(),
                        () -> world.silence().ifPresent(this::fallSilentNowAndThen)));
    }

    /** Everything that is there already is found, not made twice. */
    void open(PrintWriter out) throws IOException, InterruptedException {
        for (String cohort : CityWorld.cohorts(world).toList()) {
            create("/api/v1/cohorts", Map.of("name", cohort));
        }
        for (DemoTenant tenant : world.tenants()) {
            open(tenant);
        }
        for (DemoCluster cluster : world.clusters()) {
            agents.configure(cluster.name(), cluster.nodes());
            if (!agents.joined(cluster.name())) {
                agents.admit(cluster.name(), joinToken(cluster));
            }
            agents.keepRunning(cluster.name());
        }
        new Statements(planner).make(world.statements());
        traffic.start();
        welcome(out);
    }

    private void fallSilentNowAndThen(Silence silence) {
        Future<?> _ = silences.scheduleAtFixedRate(
                () -> agents.silence(silence.cluster(), Duration.ofSeconds(silence.lastsSeconds())),
                silence.afterSeconds(),
                silence.everySeconds(),
                TimeUnit.SECONDS);
    }

    private void open(DemoTenant tenant) throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>(tenant.body());
        body.put("name", tenant.name());
        if (!tenant.cohort().isEmpty()) {
            body.put("cohort", tenant.cohort());
        }
        create("/api/v1/tenants", body);
        if (notebook.token(tenant.name()).isEmpty()) {
            Map<String, String> member =
                    Map.of("name", "demo-" + tenant.name(), "role", "MEMBER", "tenant", tenant.name());
            notebook.remember(
                    tenant.name(),
                    planner.post("/api/v1/access-tokens", member)
                            .orThrow("a token for tenant " + tenant.name())
                            .get("secret")
                            .asString());
        }
    }

    private String joinToken(DemoCluster cluster) throws IOException, InterruptedException {
        create("/api/v1/clusters", Map.of("name", cluster.name(), "operator", cluster.operator()));
        return planner.post("/api/v1/clusters/%s/join-token".formatted(cluster.name()), Map.of())
                .orThrow("a join token for cluster " + cluster.name())
                .get("joinToken")
                .asString();
    }

    private void create(String collection, Map<String, Object> body) throws IOException, InterruptedException {
        Answer answer = planner.post(collection, body);
        if (answer.status() != ALREADY_THERE) {
            answer.orThrow("to create %s in %s".formatted(body.get("name"), collection));
        }
    }

    private void welcome(PrintWriter out) {
        List<DemoTenant> tenants = world.tenants();
        String member = notebook.token(tenants.getFirst().name()).orElseThrow();
        out.println();
        world.summary().forEach(line -> out.println("  " + line));
        out.printf("  Plan time runs %.0f times as fast as yours.%n%n", rate);
        out.printf("  Open            %s/%n", planner.base());
        out.printf("  Sign in at once %s/#token=%s%n%n", planner.base(), planner.token());
        out.printf("  As %s:%n", tenants.getFirst().name());
        out.printf("    export TOKEN=%s%n", member);
        out.printf("    curl -H \"Authorization: Bearer $TOKEN\" '%s/api/v1/jobs?limit=3'%n", planner.base());
        out.printf("    curl -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' \\%n");
        out.printf("      -d '{\"name\":\"mine\",\"kind\":\"TRAINING\",\"gang\":{\"workers\":1},");
        out.printf("\"worker\":{\"milliDevices\":8000,\"cpuMilli\":64000,\"memoryMib\":524288},");
        out.printf("\"expectedDuration\":\"PT2H\"}' %s/api/v1/jobs%n%n", planner.base());
        out.println("  Ctrl-C ends the planner, its agents and its database; the next demo goes on from there.");
        out.flush();
    }

    @Override
    public void close() {
        traffic.interrupt();
        silences.shutdownNow();
        agents.close();
    }
}
