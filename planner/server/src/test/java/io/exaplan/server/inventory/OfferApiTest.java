package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.security.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ServerTest
class OfferApiTest {

    private final Api api;
    private final Inventories inventories;
    private final InventoryIntake intake;

    OfferApiTest(Api api, Inventories inventories, InventoryIntake intake) {
        this.api = api;
        this.inventories = inventories;
        this.intake = intake;
    }

    @Test
    void whatIsSaidAtTheApiGoesBeforeWhatTheAgentPassesOn() {
        Api admin = api.as(Role.ADMIN);
        int id = cluster(admin, "lake");
        int elsewhere = cluster(admin, "hill");
        Api operator = api.asClusterAdminOf(id);
        String path = "/api/v1/clusters/lake";
        Map<String, Object> nights = Map.of("hours", List.of(Map.of("from", 1200, "until", 1440)));

        assertThat(operator.put(path + "/offer", nights).status()).isEqualTo(428);
        Api.Answer stated = operator.put(
                path + "/offer", nights, "If-Match", admin.get(path).header("ETag"));
        assertThat(stated.status()).as(stated.raw().body()).isEqualTo(200);
        intake.storeOffer(id, new Offer(List.of("n1"), null, null));

        assertThat(stated.body().get("offerStated").asBoolean()).isTrue();
        assertThat(inventories.cluster(id).orElseThrow().offer().hours())
                .containsExactly(new Offer.OfferedHours(1200, 1440));
        assertThat(api.asClusterAdminOf(elsewhere)
                        .put(path + "/offer", nights, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(403);

        Api.Answer back = operator.send("DELETE", path + "/offer", null, "If-Match", stated.header("ETag"));

        assertThat(back.body().get("offerStated").asBoolean()).isFalse();
        assertThat(inventories.cluster(id).orElseThrow().offer().nodes()).containsExactly("n1");
        assertThat(operator.put(
                                path + "/offer",
                                Map.of(
                                        "hours",
                                        List.of(Map.of("from", 60, "until", 60), Map.of("from", -1)),
                                        "nodes",
                                        5),
                                "If-Match",
                                "\"1\"")
                        .body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactlyInAnyOrder("hours[0].until", "hours[1].from", "hours[1].until", "nodes");
    }

    @Test
    void namesTenantsToThemselvesAndWhoActsForTheClusterAlone() {
        Api admin = api.as(Role.ADMIN);
        int id = cluster(admin, "shore");
        int elsewhere = cluster(admin, "ridge");
        int own = tenant(admin, "mine");
        int others = tenant(admin, "theirs");
        String path = "/api/v1/clusters/shore";
        Api operator = api.asClusterAdminOf(id);
        assertThat(operator.put(
                                path + "/offer",
                                Map.of("nodes", List.of("n1"), "tenants", List.of("mine", "theirs")),
                                "If-Match",
                                admin.get(path).header("ETag"))
                        .status())
                .isEqualTo(200);
        intake.store(id, TestInventory.report(TestInventory.node("n1", 8)));

        assertThat(offeredTo(operator, path)).containsExactly("mine", "theirs");
        assertThat(offeredTo(api.as(Role.VIEWER), path)).containsExactly("mine", "theirs");
        assertThat(offeredTo(api.asMemberOf(own), path)).containsExactly("mine");
        assertThat(offeredTo(api.asClusterAdminOf(elsewhere), path)).isEmpty();
        assertThat(api.asMemberOf(own).get("/api/v1/clusters?limit=1000").raw().body())
                .doesNotContain("theirs");
        assertThat(api.asMemberOf(own).get(path).text("/offer/nodes/0")).isEqualTo("n1");
        assertThat(api.asClusterAdminOf(elsewhere).get(path).body().at("/offer/nodes"))
                .isEmpty();
        assertThat(partitionTenants(operator)).containsExactlyInAnyOrder(own, others);
        assertThat(partitionTenants(api.asMemberOf(own))).containsExactly(own);
        assertThat(partitionTenants(api.asClusterAdminOf(elsewhere))).isEmpty();
    }

    private static List<String> offeredTo(Api reader, String cluster) {
        return reader.get(cluster)
                .body()
                .at("/offer/tenants")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static List<Integer> partitionTenants(Api reader) {
        return reader.get("/api/v1/partitions?cluster=shore")
                .body()
                .at("/items/0/tenants")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    private static int tenant(Api admin, String name) {
        return admin.post("/api/v1/tenants", Map.of("name", name, "kind", "INCUBATOR", "sector", "OTHER"))
                .body()
                .get("id")
                .asInt();
    }

    private static int cluster(Api admin, String name) {
        return admin.post("/api/v1/clusters", Map.of("name", name, "operator", "Grid"))
                .body()
                .at("/cluster/id")
                .asInt();
    }
}
