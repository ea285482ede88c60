package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Changes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A lake with a node of eight devices of a model nobody knows. Each test states models of its own and takes them back. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = {"exaplan.views.capacity-max-age=1h", "exaplan.views.prediction-patience=0s"})
class CatalogueOverrideTest {
    private static final String MODELS = "/api/v1/accelerator-models";
    private static final String DURATIONS = "/spec/sizing/durationByModel/";

    private final Api admin;
    private final Api planner;
    private final InventoryIntake intake;
    private final CatalogueFiles files;
    private final CatalogueOverrideStore store;
    private final Changes changes;
    private final JdbcClient sql;

    CatalogueOverrideTest(
            Api api,
            InventoryIntake intake,
            CatalogueFiles files,
            CatalogueOverrideStore store,
            Changes changes,
            JdbcClient sql) {
        this.admin = api.as(Role.ADMIN);
        this.planner = api.as(Role.PLANNER);
        this.intake = intake;
        this.files = files;
        this.store = store;
        this.changes = changes;
        this.sql = sql;
    }

    @BeforeAll
    void aLake() {
        Tenancy.tenant(admin, "north");
        report(cluster("lake"), "Abacus-9", "n1");
    }

    @Test
    void anUnknownModelGetsFlopsEverywhereAndLosesThemAgain() {
        assertThat(installed().at("/unknownFlopsMilliDevices").asLong()).isEqualTo(8_000);
        assertThat(sized("Abacus-9").text("/errors/0/field")).isEqualTo("work");

        Api.Answer stated = state("Abacus-9", abacus(), 0);

        assertThat(stated.status()).as(stated.raw().body()).isEqualTo(200);
        assertThat(installed().at("/unknownFlopsMilliDevices").asLong()).isZero();
        assertThat(installed().at("/pflops").asDouble()).isEqualTo(8 * 0.4, within(1e-9));
        assertThat(installed().at("/estimatePflops").asDouble()).isEqualTo(8 * 0.4, within(1e-9));
        assertThat(sized("Abacus-9").text(DURATIONS + "Abacus-9")).startsWith("PT");
        assertThat(listed("Abacus-9").at("/override/statedBy").asString()).isEqualTo("ADMIN");
        assertThat(listed("Abacus-9").at("/override/delivered").isNull()).isTrue();
        awaitPlannedPeak(true);
        JsonNode entry = admin.get("/api/v1/audit?subject=accelerator-model/Abacus-9")
                .body()
                .at("/items/0");
        assertThat(entry.at("/action").asString()).isEqualTo("catalogue.override");
        assertThat(entry.at("/after/memoryGib").asDouble()).isEqualTo(96);

        assertThat(takeBack("Abacus-9", stated).status()).isEqualTo(204);

        assertThat(installed().at("/unknownFlopsMilliDevices").asLong()).isEqualTo(8_000);
        assertThat(sized("Abacus-9").status()).isEqualTo(400);
        awaitPlannedPeak(false);
        assertThat(takeBack("Abacus-9", stated).status()).isEqualTo(404);
    }

    @Test
    void aKnownModelIsCorrectedAndSaysWhatWasDelivered() {
        Duration before = Duration.parse(sized("A100").text(DURATIONS + "A100"));
        Map<String, Object> half = abacus();
        half.putAll(Map.of("vendor", "NVIDIA", "stack", "CUDA", "densePeakTflops", Map.of("BF16", 156)));

        Api.Answer stated = state("A100", half, 0);

        Duration after = Duration.parse(sized("A100").text(DURATIONS + "A100"));
        assertThat(after.toSeconds()).isBetween(2 * before.toSeconds() - 2, 2 * before.toSeconds() + 2);
        JsonNode listed = listed("A100");
        assertThat(listed.at("/accountingTflops").asDouble()).isEqualTo(156);
        assertThat(listed.at("/override/delivered/densePeakTflops/BF16").asDouble())
                .isEqualTo(312);
        assertThat(listed("H800").at("/override").isNull()).isTrue();
        Api.Answer read = planner.get(MODELS + "/A100/override");
        assertThat(read.header("ETag")).isEqualTo(stated.header("ETag"));
        takeBack("A100", stated);
        assertThat(sized("A100").text(DURATIONS + "A100")).isEqualTo(before.toString());
        assertThat(planner.get(MODELS + "/A100/override").header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    void whatIsReportedUnderAnotherNameIsReadAgain() {
        int hill = cluster("hill");
        report(hill, "ZED 9 GPU", "h1");
        assertThat(modelsOf(hill)).containsExactly("ZED 9 GPU");
        Map<String, Object> zed = abacus();
        zed.put("labelValues", List.of("Zed 9 gpu"));

        Api.Answer stated = state("ZED-9", zed, 0);
        report(hill, "ZED 9 GPU", "h1");

        assertThat(modelsOf(hill)).containsExactly("ZED-9");
        takeBack("ZED-9", stated);
        report(hill, "ZED 9 GPU", "h1");
        assertThat(modelsOf(hill)).containsExactly("ZED 9 GPU");
    }

    @Test
    void refusesWhatTheFilesWouldBeRefusedFor() {
        assertThat(refused(Map.of("vendor", "", "memoryGib", "much", "colour", "red")))
                .contains("vendor", "name", "stack", "memoryGib", "source", "confidence", "colour");
        Map<String, Object> wrong = abacus();
        wrong.put("densePeakTflops", Map.of("FP17", 3, "BF16", -1));
        assertThat(refused(wrong)).containsExactlyInAnyOrder("densePeakTflops.FP17", "densePeakTflops.BF16");
        wrong.putAll(Map.of("densePeakTflops", Map.of("BF16", 0), "memoryGib", 0, "note", " "));
        wrong.put("kubernetesResources", List.of("gpu"));
        assertThat(refused(wrong)).containsExactly("memoryGib", "densePeakTflops.BF16", "kubernetesResources", "note");
        assertThat(state("-", abacus(), 0).text("/errors/0/field")).isEqualTo("key");

        Map<String, Object> clashing = abacus();
        clashing.put("aliases", List.of("h800"));
        Api.Answer taken = state("Abacus-10", clashing, 0);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("/detail")).contains("(H800)").contains("(Abacus-10)");
        assertThat(state("h800", abacus(), 0).status()).isEqualTo(409);

        String path = MODELS + "/Abacus-10/override";
        assertThat(admin.put(path, abacus()).status()).isEqualTo(428);
        assertThat(planner.put(path, abacus(), "If-Match", "\"0\"").status()).isEqualTo(403);
        assertThat(planner.send("DELETE", path, null, "If-Match", "\"0\"").status())
                .isEqualTo(403);
        assertThat(state("Abacus-10", abacus(), 7).status()).isEqualTo(412);
        assertThat(listed("Abacus-10").isMissingNode()).isTrue();
    }

    @Test
    void outlivesTheServerAndReachesTheOtherReplicas() {
        Catalogue replica = new Catalogue(files, store, changes);
        Api.Answer stated = state("Abacus-11", abacus(), 0);

        assertThat(new Catalogue(files, store, changes).get().withKey("Abacus-11"))
                .hasValueSatisfying(
                        model -> assertThat(model.accountingTflops()).hasValue(400));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(replica.get().withKey("Abacus-11")).isPresent());

        Map<String, Object> more = abacus();
        more.put("watts", 350);
        Api.Answer again = admin.put(MODELS + "/Abacus-11/override", more, "If-Match", stated.header("ETag"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(takeBack("Abacus-11", stated).status()).isEqualTo(412);
        assertThat(takeBack("Abacus-11", again).status()).isEqualTo(204);
        assertThat(state("Abacus-11", abacus(), 0).header("ETag")).isNotEqualTo(stated.header("ETag"));
        assertThat(replica.upToDate()).isSameAs(replica.get());
    }

    private static Map<String, Object> abacus() {
        Map<String, Object> entry = new HashMap<>(Map.of("vendor", "Abacus", "name", "Abacus 9", "stack", "UNKNOWN"));
        entry.putAll(Map.of("memoryGib", 96, "densePeakTflops", Map.of("BF16", 400)));
        entry.putAll(Map.of("source", "contract 17, annex 2", "confidence", "ESTIMATE", "note", "As offered."));
        return entry;
    }

    private Api.Answer state(String key, Map<String, Object> entry, long version) {
        return admin.put(MODELS + "/" + key + "/override", entry, "If-Match", "\"%d\"".formatted(version));
    }

    private Api.Answer takeBack(String key, Api.Answer stated) {
        return admin.send("DELETE", MODELS + "/" + key + "/override", null, "If-Match", stated.header("ETag"));
    }

    private List<String> refused(Map<String, Object> entry) {
        Api.Answer answer = state("Abacus-10", entry, 0);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        return answer.body()
                .at("/errors")
                .valueStream()
                .map(error -> error.get("field").asString())
                .toList();
    }

    private JsonNode listed(String key) {
        return planner.get(MODELS)
                .body()
                .at("/items")
                .valueStream()
                .filter(model -> model.get("key").asString().equals(key))
                .findFirst()
                .orElseGet(() -> planner.get(MODELS).body().at("/none"));
    }

    /** Of the lake. */
    private JsonNode installed() {
        return planner.get("/api/v1/capacity")
                .body()
                .at("/clusters")
                .valueStream()
                .filter(cluster -> cluster.get("name").asString().equals("lake"))
                .findFirst()
                .orElseThrow()
                .at("/funnel/installed");
    }

    /** A job of so many tokens on one model, as a dry run sees it. */
    private Api.Answer sized(String model) {
        Map<String, Object> job = Tenancy.job("north");
        job.remove("expectedDuration");
        job.put("work", Map.of("modelProfile", "llama-3.1-8b", "tokens", 1e9));
        job.put("accelerators", Map.of("models", List.of(model)));
        return planner.post("/api/v1/jobs?dryRun=true", job);
    }

    /** Whether the newest version that another catalogue caused plans with the peak of the lake's devices. */
    private void awaitPlannedPeak(boolean known) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            long version = planner.get("/api/v1/plans?limit=50")
                    .body()
                    .at("/items")
                    .valueStream()
                    .filter(plan -> plan.get("cause").asString().equals("CATALOGUE"))
                    .mapToLong(plan -> plan.get("version").asLong())
                    .max()
                    .orElseThrow(() -> new AssertionError("no version has this cause yet"));
            assertThat(planner.get("/api/v1/plans/%d/problem".formatted(version))
                            .body()
                            .at("/partitions")
                            .valueStream()
                            .filter(partition ->
                                    partition.get("acceleratorModel").asString().equals("Abacus-9"))
                            .map(partition -> partition.get("peakTflops").asDouble(0)))
                    .containsExactly(known ? 400.0 : 0.0);
        });
    }

    private int cluster(String name) {
        return admin.post("/api/v1/clusters", Map.of("name", name, "operator", "Grid"))
                .body()
                .at("/cluster/id")
                .asInt();
    }

    private void report(int cluster, String model, String node) {
        intake.store(
                cluster,
                new InventoryReport(
                        "digest of " + node,
                        List.of(new ReportedNode(
                                node, model, 8, List.of(), 0, List.of(), 128_000, 1_024_000, null, null, true, false)),
                        List.of()));
    }

    private List<String> modelsOf(int cluster) {
        return sql.sql("select accelerator_model from node where cluster_id = :cluster")
                .param("cluster", cluster)
                .query(String.class)
                .list();
    }
}
