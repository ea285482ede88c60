package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.NodeReport;
import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.OperatorOffer;
import io.exaplan.contract.ProblemTypes;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.security.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The exchange itself: sessions, inventories, and what is refused. */
@ServerTest
class AgentProtocolTest {
    private final Api api;
    private final JdbcClient sql;

    AgentProtocolTest(Api api, JdbcClient sql) {
        this.api = api;
        this.sql = sql;
    }

    @Test
    void asksForAnInventoryItLacksAndOnlyThen() {
        AgentDouble agent = AgentDouble.joined(api, "asks").withNodes(3, "H800", 8);

        SyncResponse first = agent.sync();
        SyncResponse second = agent.sync();
        SyncResponse third = agent.sync();

        assertThat(List.of(first.inventoryWanted(), second.inventoryWanted(), third.inventoryWanted()))
                .containsExactly(true, false, false);
        Api.Answer partitions = api.as(Role.VIEWER).get("/api/v1/partitions?cluster=asks");
        assertThat(partitions.text("/items/0/key")).isEqualTo("asks/h800x8");
        assertThat(partitions.body().at("/items/0/usableMilliDevices").asInt()).isEqualTo(24_000);
        assertThat(partitions.body().at("/items/0/wholeNodes").asInt()).isEqualTo(3);
    }

    @Test
    void refusesAStaleSession() {
        AgentDouble older = AgentDouble.joined(api, "stale");
        older.sync();

        older.twin();

        Api.Answer refused = older.send(older.nextRequest());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo(ProblemTypes.STALE_SESSION);
    }

    @Test
    void anOperatorReadsWhyTheLastExchangeWasRefused() {
        AgentDouble older = AgentDouble.joined(api, "refused");
        older.sync();
        String path = "/api/v1/clusters/refused";
        assertThat(api.as(Role.VIEWER).get(path).body().at("/lastRefusal").isNull())
                .isTrue();
        older.twin();

        Api.Answer refused = older.send(older.nextRequest());

        int id = api.as(Role.ADMIN).get(path).body().get("id").asInt();
        for (Api reader : List.of(api.as(Role.ADMIN), api.asClusterAdminOf(id), api.as(Role.VIEWER))) {
            Api.Answer seen = reader.get(path);
            assertThat(seen.text("/lastRefusal/problem")).isEqualTo(refused.text("/detail"));
            assertThat(seen.body().at("/lastRefusal/status").asInt()).isEqualTo(409);
        }
        int other = api.as(Role.ADMIN)
                .post("/api/v1/clusters", Map.of("name", "refused-not", "operator", "Somebody"))
                .body()
                .at("/cluster/id")
                .asInt();
        assertThat(api.asClusterAdminOf(other)
                        .get(path)
                        .body()
                        .at("/lastRefusal")
                        .isNull())
                .isTrue();
    }

    @Test
    void ofTwoAgentsTheNewerWins() {
        AgentDouble older = AgentDouble.joined(api, "two");
        older.sync();
        AgentDouble newer = older.twin();

        newer.sync();

        assertThat(older.send(older.nextRequest()).status()).isEqualTo(409);
        assertThat(newer.send(newer.nextRequest()).status()).isEqualTo(200);
    }

    @Test
    void aJoinTokenIsUsedUpOnceItsAgentHasSpoken() {
        Api.Answer created =
                api.as(Role.ADMIN).post("/api/v1/clusters", Map.of("name", "join", "operator", "Somebody"));
        Api join = api.with(created.text("/joining/joinToken"));
        Map<String, Object> session =
                Map.of("protocolVersion", 1, "cluster", "join", "agentVersion", "t", "instance", "i");
        String lost = join.post("/agent/v1/sessions", session).text("/agentToken");
        Api.Answer again = join.post("/agent/v1/sessions", session);
        Api agent = api.with(again.text("/agentToken"));

        assertThat(api.with(lost).post("/agent/v1/sync", "{}").status()).isEqualTo(401);
        assertThat(agent.post(
                                "/agent/v1/sync",
                                sync("join", again.body().at("/sessionEpoch").asLong(), 1))
                        .status())
                .isEqualTo(200);
        assertThat(join.post("/agent/v1/sessions", session).status()).isEqualTo(401);
    }

    @Test
    void refusesAnAgentThatSpeaksForAnotherCluster() {
        AgentDouble agent = AgentDouble.joined(api, "mine");

        Api.Answer answer = agent.send(sync("yours", 1, 1));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(api.as(Role.ADMIN).post("/agent/v1/sync", sync("mine", 1, 1)).status())
                .isEqualTo(403);
        assertThat(api.post("/agent/v1/sync", sync("mine", 1, 1)).status()).isEqualTo(401);
    }

    @Test
    void refusesVersionsItDoesNotSpeak() {
        AgentDouble agent = AgentDouble.joined(api, "version");

        for (String version : List.of("0", "99", "\"1\"", "null", "1.5", "[]")) {
            Api.Answer answer = agent.send("{\"protocolVersion\": %s}".formatted(version));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("/type")).isEqualTo(ProblemTypes.PROTOCOL_VERSION);
        }
    }

    @Test
    void namesEveryWrongFieldAtOnce() {
        AgentDouble agent = AgentDouble.joined(api, "fields");

        Api.Answer answer = agent.send("""
                {"protocolVersion": 1, "cluster": "fields", "sessionEpoch": 0, "sequence": -1, "agentVersion": "",
                 "waitMillis": 999999, "inventoryDigest": null, "runs": [{"runId": "", "jobId": 1}]}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/type")).isEqualTo(ProblemTypes.INVALID);
        assertThat(answer.body().at("/errors").findValuesAsString("field"))
                .contains(
                        "sessionEpoch",
                        "sequence",
                        "agentVersion",
                        "waitMillis",
                        "inventoryDigest",
                        "runs[0].runId",
                        "runs[0].state");
    }

    @Test
    void listsThatAreNoneAndEntriesThatAreNoObjectsAreRefusedByTheirPlace() {
        AgentDouble agent = AgentDouble.joined(api, "holes").withNodes(2, "H800", 8);
        agent.settle();
        Map<String, String> offenders = Map.of(
                "\"inventory\": {}", "inventory.nodes",
                "\"inventory\": {\"nodes\": null}", "inventory.nodes",
                "\"inventory\": {\"nodes\": [null]}", "inventory.nodes[0]",
                "\"inventory\": {\"nodes\": [5]}", "inventory.nodes[0]",
                "\"usage\": {\"node\": \"n000\"}", "usage",
                "\"usage\": [7]", "usage[0]",
                "\"runs\": [null]", "runs[0]",
                "\"offer\": {\"nodes\": [null]}", "offer.nodes[0]",
                "\"offer\": {\"hours\": [{\"from\": 600, \"until\": 500}]}", "offer.hours[0].until",
                "\"offer\": {\"hours\": [{\"from\": -1, \"until\": 99999}]}", "offer.hours[0].from");

        offenders.forEach((said, field) -> {
            String body = JsonMapper.shared().writeValueAsString(agent.nextRequest());
            Api.Answer answer = agent.send(body.substring(0, body.length() - 1) + ", " + said + "}");

            assertThat(answer.status()).as(said).isEqualTo(400);
            assertThat(answer.text("/type")).as(said).isEqualTo(ProblemTypes.INVALID);
            assertThat(answer.body().at("/errors").findValuesAsString("field"))
                    .as(said)
                    .contains(field);
        });
        assertThat(usableNodes("holes")).isEqualTo(2);
    }

    @Test
    void aSessionNobodyOpenedIsRefusedAndTheClusterGoesOn() {
        AgentDouble agent = AgentDouble.joined(api, "leap");

        Api.Answer leap = agent.send(sync("leap", 1L << 52, 1));

        assertThat(leap.status()).isEqualTo(400);
        assertThat(leap.text("/errors/0/field")).isEqualTo("sessionEpoch");
        assertThat(agent.send(sync("leap", 1, 1)).status()).isEqualTo(200);
    }

    @Test
    void aDigestThatIsNoneIsRefused() {
        AgentDouble agent = AgentDouble.joined(api, "digest");

        Api.Answer answer = agent.send(sync("digest", 1, 1).replaceFirst("d{64}", "abc"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).isEqualTo("inventoryDigest");
    }

    @Test
    void ignoresFieldsOfNewerAgents() {
        AgentDouble agent = AgentDouble.joined(api, "newer");

        Api.Answer answer = agent.send(sync("newer", 1, 1).replace("{", "{\"invented\": {\"later\": [1]},"));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void readsPackedBodiesAndPacksLargeAnswers() throws IOException {
        AgentDouble agent = AgentDouble.joined(api, "packed").withNodes(1, "H800", 8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(JsonMapper.shared().writeValueAsBytes(agent.nextRequest()));
        }

        Api.Answer answer = agent.api()
                .send(agent.api()
                        .request("/agent/v1/sync")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void quarantinesTheNodeThatCannotBeTrueAndUsesTheRest() {
        AgentDouble agent = AgentDouble.joined(api, "quarantine");
        NodeReport overfull = new NodeReport("n2", "H800", 8, List.of(), 9_000, 1, 1, null, null, true, false);
        agent.setNodes(List.of(
                AgentDouble.node("n1", "H800", 8), overfull, AgentDouble.node("x".repeat(1_000_000), "H800", 8)));

        agent.sync();
        SyncResponse response = agent.sync();

        assertThat(response.quarantined()).hasSize(2);
        assertThat(response.quarantined().toString()).contains("foreignMilliDevices is 9000", "1000000 characters");
        assertThat(usableNodes("quarantine")).isEqualTo(1);
    }

    @Test
    void quarantinesNodesThatCannotEvenBeRead() {
        AgentDouble agent = AgentDouble.joined(api, "unreadable");
        agent.sync();

        Api.Answer answer = agent.send("""
                {"protocolVersion": 1, "cluster": "unreadable", "sessionEpoch": 1, "sequence": 2, "agentVersion": "t",
                 "waitMillis": 0, "inventoryDigest": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd", "inventory": {"nodes": [
                   {"name": "nan", "acceleratorModel": "H800", "nominalDevices": NaN, "ready": true},
                   {"name": "text", "acceleratorModel": "H800", "nominalDevices": "8", "ready": true},
                   {"name": "huge", "acceleratorModel": "H800", "nominalDevices": 8, "cpuMilli": 1e300},
                   {"name": "good", "acceleratorModel": "H800", "nominalDevices": 8, "cpuMilli": 1, "memoryMib": 1, "ready": true}]}}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/quarantined").findValuesAsString("node")).contains("nan", "text", "huge");
        assertThat(usableNodes("unreadable")).isEqualTo(1);
    }

    @Test
    void aNodeWithABrokenDeviceStaysInItsPartition() {
        AgentDouble agent = AgentDouble.joined(api, "broken").withNodes(2, "H800", 8);
        agent.settle();
        int before = partition("broken");

        agent.setNodes(List.of(
                agent.nodes.getFirst(),
                new NodeReport("n001", "H800", 8, List.of(0, 5), 0, 128_000, 1_024_000, "b", "r", true, false)));
        agent.settle();

        assertThat(partition("broken")).isEqualTo(before);
        Api.Answer partitions = api.as(Role.VIEWER).get("/api/v1/partitions?cluster=broken");
        assertThat(partitions.body().at("/items/0/usableMilliDevices").asInt()).isEqualTo(14_000);
        assertThat(partitions.body().at("/items/0/wholeNodes").asInt()).isEqualTo(1);
    }

    @Test
    void aNodeKeepsItsIdWhenItGoesAndComesBack() {
        AgentDouble agent = AgentDouble.joined(api, "comes").withNodes(2, "H800", 8);
        agent.settle();
        List<NodeReport> all = List.copyOf(agent.nodes);
        String before = nodes("comes");

        agent.setNodes(all.subList(0, 1));
        agent.settle();
        int usableMeanwhile = usableNodes("comes");
        agent.setNodes(all);
        agent.settle();

        assertThat(usableMeanwhile).isEqualTo(1);
        assertThat(nodes("comes")).isEqualTo(before);
    }

    @Test
    void anUnchangedInventoryWritesNoNode() {
        AgentDouble agent = AgentDouble.joined(api, "unchanged").withNodes(20, "H800", 8);
        agent.settle();
        String before = versions("unchanged");

        agent.sync();
        agent.setNodes(agent.nodes.reversed());
        agent.settle();

        assertThat(versions("unchanged")).isEqualTo(before);
    }

    @Test
    void theOfferIsHonouredOrItsProblemsAreShown() {
        AgentDouble agent = AgentDouble.joined(api, "offer").withNodes(3, "H800", 8);
        agent.offer = new OperatorOffer(
                List.of("n000", "n001", "nowhere"), List.of("nobody"), List.of(new OperatorOffer.DailyWindow(0, 480)));

        agent.settle();

        Api.Answer cluster = api.as(Role.VIEWER).get("/api/v1/clusters/offer");
        assertThat(cluster.body().at("/offerProblems").toString()).contains("nowhere", "nobody");
        assertThat(usableNodes("offer")).isEqualTo(2);
        Api.Answer partitions = api.as(Role.VIEWER).get("/api/v1/partitions?cluster=offer");
        assertThat(partitions.body().at("/items/0/hours").size()).isEqualTo(1);
        assertThat(partitions.body().at("/items/0/accepting").asBoolean()).isFalse();
    }

    @Test
    void utilisationIsStoredWhereItCanBeTrue() {
        AgentDouble agent = AgentDouble.joined(api, "usage").withNodes(2, "H800", 8);
        agent.settle();
        agent.usage = List.of(new NodeUsage("n000", 0.75, 2000.0), new NodeUsage("n001", 7.5, null));

        SyncResponse told = agent.sync();

        assertThat(told.quarantined().toString()).contains("n001", "usage.busyFraction is (7.5), 0 to 1");

        assertThat(sql.sql("select count(*) from node where busy_fraction = 0.75 and watts = 2000")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(sql.sql("select count(*) from node where busy_fraction > 1")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static String sync(String cluster, long epoch, long sequence) {
        return """
                {"protocolVersion": 1, "cluster": "%s", "sessionEpoch": %d, "sequence": %d, "agentVersion": "t",
                 "waitMillis": 0, "inventoryDigest": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"}""".formatted(cluster, epoch, sequence);
    }

    private int usableNodes(String cluster) {
        return api.as(Role.VIEWER)
                .get("/api/v1/partitions?cluster=" + cluster)
                .body()
                .at("/items/0/usableNodes")
                .asInt();
    }

    private int partition(String cluster) {
        return sql.sql(
                        "select distinct partition_id from node join cluster on cluster.id = cluster_id where cluster.name = :name")
                .param("name", cluster)
                .query(Integer.class)
                .single();
    }

    private String nodes(String cluster) {
        return aggregate("node.id || node.name", cluster);
    }

    private String versions(String cluster) {
        return aggregate("node.xmin || node.name", cluster);
    }

    private String aggregate(String what, String cluster) {
        return sql.sql(
                        "select string_agg(%s, ',' order by node.name) from node join cluster on cluster.id = cluster_id where cluster.name = :name"
                                .formatted(what))
                .param("name", cluster)
                .query(String.class)
                .single();
    }
}
