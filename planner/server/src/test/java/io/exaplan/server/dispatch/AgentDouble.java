package io.exaplan.server.dispatch;

import io.exaplan.contract.Inventory;
import io.exaplan.contract.LogTail;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.OpenSession;
import io.exaplan.contract.OperatorOffer;
import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.Protocol;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunState;
import io.exaplan.contract.SessionOpened;
import io.exaplan.contract.SyncRequest;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.Api;
import io.exaplan.server.security.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An agent that says what its test lets it say, over real HTTP. */
public final class AgentDouble {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final String cluster;
    final int clusterId;
    final Map<String, RunReport> runs = new LinkedHashMap<>();
    List<NodeReport> nodes = new ArrayList<>();

    @Nullable
    OperatorOffer offer;

    @Nullable
    OrdersSeen seen;

    long waitMillis;
    List<NodeUsage> usage = List.of();
    List<LogTail> logs = List.of();

    private final Api anonymous;
    private Api api;
    private long epoch;
    private long sequence;
    private String digest = "0".repeat(64);
    private boolean inventoryWanted;
    private boolean alwaysInventory;
    private @Nullable Long switchSeconds;

    private AgentDouble(Api anonymous, String cluster, int clusterId, String joinToken) {
        this.anonymous = anonymous;
        this.cluster = cluster;
        this.clusterId = clusterId;
        this.api = anonymous.with(joinToken);
    }

    /** Registers a cluster and joins it. */
    public static AgentDouble joined(Api anonymous, String cluster) {
        Api.Answer created = anonymous
                .as(Role.ADMIN)
                .post("/api/v1/clusters", Map.of("name", cluster, "operator", "Operator of " + cluster));
        AgentDouble agent = new AgentDouble(
                anonymous, cluster, created.body().at("/cluster/id").asInt(), created.text("/joining/joinToken"));
        agent.openSession();
        return agent;
    }

    /** From now on its sessions say that a dead-man's switch watches its runs. */
    AgentDouble withSwitch(long seconds) {
        switchSeconds = seconds;
        openSession();
        return this;
    }

    /** Another process that speaks for the same cluster with the same token. */
    AgentDouble twin() {
        AgentDouble twin = new AgentDouble(anonymous, cluster, clusterId, "");
        twin.api = api;
        twin.nodes = nodes;
        twin.digest = digest;
        twin.runs.putAll(runs);
        twin.openSession();
        return twin;
    }

    SessionOpened openSession() {
        Api.Answer answer = api.post(
                Protocol.SESSIONS_PATH, new OpenSession(Protocol.VERSION, cluster, "test", "instance", switchSeconds));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.raw().body());
        }
        SessionOpened opened = JSON.treeToValue(answer.body(), SessionOpened.class);
        if (opened.agentToken() != null) {
            api = anonymous.with(opened.agentToken());
        }
        epoch = opened.sessionEpoch();
        sequence = 0;
        seen = null;
        return opened;
    }

    public AgentDouble withNodes(int count, String model, int devices) {
        nodes = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> node("n%03d".formatted(i), model, devices))
                .toList());
        digest = "%064x".formatted(nodes.hashCode() & 0xffffffffL);
        return this;
    }

    void setNodes(List<NodeReport> changed) {
        nodes = new ArrayList<>(changed);
        digest = "%064x".formatted(nodes.hashCode() & 0xffffffffL);
    }

    static NodeReport node(String name, String model, int devices) {
        return new NodeReport(name, model, devices, List.of(), 0, 128_000, 1_024_000, "b", "r", true, false);
    }

    /** From now on sends its inventory whether it is wanted or not. */
    void sendInventory() {
        alwaysInventory = true;
    }

    SyncRequest nextRequest() {
        sequence++;
        return request();
    }

    /** The request of the current sequence. */
    SyncRequest request() {
        return new SyncRequest(
                Protocol.VERSION,
                cluster,
                epoch,
                sequence,
                "test",
                waitMillis,
                seen,
                digest,
                inventoryWanted || alwaysInventory ? new Inventory(nodes) : null,
                offer,
                List.copyOf(runs.values()),
                usage,
                logs);
    }

    Api.Answer send(Object request) {
        return api.post(Protocol.SYNC_PATH, request);
    }

    Api api() {
        return api;
    }

    /** One exchange, which must succeed. */
    SyncResponse sync() {
        return understood(send(nextRequest()));
    }

    SyncResponse understood(Api.Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.raw().body());
        }
        SyncResponse response = JSON.treeToValue(answer.body(), SyncResponse.class);
        inventoryWanted = response.inventoryWanted();
        seen = response.orders();
        response.acknowledged().forEach(runs::remove);
        return response;
    }

    /** Exchanges until the planner has the inventory. */
    public SyncResponse settle() {
        SyncResponse response = sync();
        while (response.inventoryWanted()) {
            response = sync();
        }
        return response;
    }

    void reports(String runId, long jobId, RunState state) {
        reports(runId, jobId, state, null, null);
    }

    void reports(String runId, long jobId, RunState state, @Nullable Integer exitCode, @Nullable String reason) {
        runs.put(runId, new RunReport(runId, jobId, 1, state, null, null, exitCode, reason, null));
    }
}
