package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.LogRequest;
import io.exaplan.contract.LogTail;
import io.exaplan.contract.RunState;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.dispatch.TestRuns.Wanted;
import io.exaplan.server.security.Role;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The end of a run's log on its way from the cluster to whoever asks. */
@ServerTest
@Import(TestRuns.class)
@TestPropertySource(properties = "exaplan.dispatch.log-patience=4s")
class RunLogsTest {
    private final Api api;
    private final TestRuns runs;

    RunLogsTest(Api api, TestRuns runs) {
        this.api = api;
        this.runs = runs;
    }

    @Test
    void theAgentIsAskedAtOnceAndItsLinesAreHandedOver() throws Exception {
        AgentDouble agent = agent("told");
        String run = running(agent);
        // Orders it has seen, so that it polls until something is wanted.
        agent.sync();
        agent.waitMillis = 3_000;
        CompletableFuture<SyncResponse> poll = CompletableFuture.supplyAsync(agent::sync);
        CompletableFuture<Api.Answer> asked = CompletableFuture.supplyAsync(
                () -> api.as(Role.ADMIN).get("/api/v1/runs/%s/logs?lines=7".formatted(run)));

        List<LogRequest> wanted = wanted(agent, poll.get(10, TimeUnit.SECONDS));
        assertThat(wanted).singleElement().satisfies(request -> {
            assertThat(request.runId()).isEqualTo(run);
            assertThat(request.lines()).isEqualTo(7);
        });
        agent.waitMillis = 0;
        agent.logs = List.of(
                new LogTail(wanted.getFirst().requestId(), List.of("step 1", "loss \0 2"), true, null),
                new LogTail("nobody-asked", List.of("x"), false, null));
        SyncResponse after = agent.sync();
        Api.Answer answer = asked.get(10, TimeUnit.SECONDS);

        assertThat(after.logs()).isEmpty();
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.text("/lines/0")).isEqualTo("step 1");
        assertThat(answer.text("/lines/1")).isEqualTo("loss \uFFFD 2");
        assertThat(answer.body().at("/truncated").asBoolean()).isTrue();
    }

    @Test
    void anAgentThatDoesNotTellIsSaidToBeSilent() {
        AgentDouble agent = agent("silent");
        String run = running(agent);

        Api.Answer answer = api.as(Role.ADMIN).get("/api/v1/runs/%s/logs".formatted(run));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("/detail")).contains("did not tell the log within 4 s");
    }

    @Test
    void nobodyReadsTheLogsOfOthers() {
        AgentDouble agent = agent("others");
        String run = running(agent);
        int stranger = Tenancy.tenant(api, "stranger");

        assertThat(api.asMemberOf(stranger)
                        .get("/api/v1/runs/%s/logs".formatted(run))
                        .status())
                .isEqualTo(404);
        assertThat(api.as(Role.VIEWER)
                        .get("/api/v1/runs/%s/logs".formatted(run))
                        .status())
                .isEqualTo(403);
        assertThat(api.as(Role.ADMIN)
                        .get("/api/v1/runs/%s/logs?lines=0".formatted(run))
                        .text("/errors/0/field"))
                .isEqualTo("lines");
    }

    @Test
    void runsCarryTheLinkToTheOperatorsOwnLogs() {
        AgentDouble agent = agent("linked");
        String run = running(agent);
        Api admin = api.as(Role.ADMIN);
        String path = "/api/v1/clusters/linked";
        int cluster = admin.get(path).body().get("id").asInt();
        Api operator = api.asClusterAdminOf(cluster);

        Api.Answer linked = operator.put(
                path + "/log-link",
                Map.of("template", "https://logs.example/{cluster}/runs/{run}?job={job}"),
                "If-Match",
                operator.get(path).header("ETag"));
        Api.Answer read = admin.get("/api/v1/runs/" + run);
        Api.Answer taken = operator.send("DELETE", path + "/log-link", null, "If-Match", linked.header("ETag"));

        assertThat(linked.status()).as(linked.raw().body()).isEqualTo(200);
        assertThat(read.text("/logLink"))
                .isEqualTo("https://logs.example/linked/runs/%s?job=%d"
                        .formatted(run, read.body().get("jobId").asLong()));
        assertThat(taken.body().get("logLink").isNull()).isTrue();
        assertThat(admin.get("/api/v1/runs/" + run).body().get("logLink").isNull())
                .isTrue();
        assertThat(admin.get("/api/v1/audit?subject=cluster/linked").text("/items/0/action"))
                .isEqualTo("cluster.log-link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert('{run}')",
                "https://logs.example/all",
                "https://user:secret@logs.example/{run}",
                "https:///{run}",
                "https://logs.example/{run}/{worker}",
                "not a link"
            })
    void aLinkThatIsNoneIsRefused(String template) {
        Api admin = api.as(Role.ADMIN);
        admin.post("/api/v1/clusters", Map.of("name", "nolink", "operator", "Grid"));

        Api.Answer refused =
                admin.put("/api/v1/clusters/nolink/log-link", Map.of("template", template), "If-Match", "\"1\"");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("template");
        assertThat(refused.text("/errors/0/value")).isEqualTo(template);
    }

    /** The poll may have ended a moment before the question came. */
    private static List<LogRequest> wanted(AgentDouble agent, SyncResponse polled) {
        SyncResponse response = polled;
        for (int more = 0; response.logs().isEmpty() && more < 3; more++) {
            response = agent.sync();
        }
        return response.logs();
    }

    private String running(AgentDouble agent) {
        RunRow run = runs.lease(agent, Wanted.gang(1, 4000));
        agent.reports(run.id().toString(), run.jobId(), RunState.RUNNING);
        agent.sync();
        return run.id().toString();
    }

    private AgentDouble agent(String cluster) {
        AgentDouble agent = AgentDouble.joined(api, cluster).withNodes(1, "H800", 8);
        agent.settle();
        return agent;
    }
}
