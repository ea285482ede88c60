package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServerTest
@TestPropertySource(
        properties = {
            "exaplan.views.capacity-max-age=0s",
            "exaplan.views.history-check=1h",
            "exaplan.views.report-check=1h",
            "exaplan.views.prediction-patience=0s"
        })
class ReportsTest {

    private final Api api;
    private final MutableClock clock;
    private final CapacityHistory history;
    private final Reports reports;

    ReportsTest(Api api, MutableClock clock, CapacityHistory history, Reports reports) {
        this.api = api;
        this.clock = clock;
        this.history = history;
        this.reports = reports;
    }

    @Test
    void aMonthIsFrozenWhenItIsOverAndCorrectedVisibly() {
        Api planner = api.as(Role.PLANNER);
        Api north = api.asMemberOf(Tenancy.tenant(api, "north"));
        Tenancy.tenant(api, "south");
        planner.post(
                "/api/v1/declared-capacities",
                Map.of(
                        "operator", "Hill",
                        "site", "shed",
                        "pflops", 40,
                        "document", "letter",
                        "from", "2026-03-01T00:00:00Z"));
        clock.advance(Duration.ofHours(1));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            history.sampleWhenDue();
            assertThat(planner.get("/api/v1/capacity/history?from=2026-03-02T08:30:00Z")
                            .body()
                            .get("points")
                            .size())
                    .isEqualTo(1);
        });
        reports.freezeWhenDue();
        assertThat(planner.get("/api/v1/reports/2026-03").status()).isEqualTo(404);

        clock.advance(Duration.ofDays(30));
        reports.freezeWhenDue();
        reports.freezeWhenDue();

        JsonNode report = planner.get("/api/v1/reports/2026-03").body();
        double installed = value(report, "CITY", "city", "INSTALLED");
        assertThat(installed).isBetween(20.0, 40.0);
        assertThat(value(report, "TENANT", "north", "USED")).isZero();
        assertThat(value(report, "SECTOR", "OTHER", "USED")).isZero();
        assertThat(planner.get("/api/v1/reports").body().get("items").size()).isEqualTo(1);

        Api.Answer corrected = planner.post(
                "/api/v1/reports/2026-03/corrections",
                Map.of(
                        "dimension",
                        "TENANT",
                        "name",
                        "south",
                        "figure",
                        "USED",
                        "value",
                        2.5,
                        "reason",
                        "a lost agent"));
        assertThat(corrected.status()).as(corrected.raw().body()).isEqualTo(200);
        assertThat(corrected.text("/corrections/0/reason")).isEqualTo("a lost agent");
        assertThat(value(corrected.body(), "TENANT", "south", "USED")).isZero();
        assertThat(value(corrected.body(), "CITY", "city", "INSTALLED")).isEqualTo(installed, within(1e-9));
        assertThat(planner.post(
                                "/api/v1/reports/2026-03/corrections",
                                Map.of(
                                        "dimension",
                                        "TENANT",
                                        "name",
                                        "nobody",
                                        "figure",
                                        "USED",
                                        "value",
                                        1,
                                        "reason",
                                        "x"))
                        .text("/errors/0/field"))
                .isEqualTo("name");

        assertThat(planner.get("/api/v1/reports/2026-03/export").raw().body())
                .startsWith("month,dimension,name,figure,value,corrected\n")
                .contains("2026-03,TENANT,south,USED,0.0,2.5\n");
        String seenByNorth = north.get("/api/v1/reports/2026-03").raw().body()
                + north.get("/api/v1/reports/2026-03/export").raw().body();
        assertThat(seenByNorth)
                .contains("north")
                .doesNotContain("south")
                .as("a sector may be one tenant")
                .doesNotContain("SECTOR");
    }

    private static double value(JsonNode report, String dimension, String name, String figure) {
        return report.get("lines")
                .valueStream()
                .filter(line -> line.get("dimension").asString().equals(dimension)
                        && line.get("name").asString().equals(name)
                        && line.get("figure").asString().equals(figure))
                .findFirst()
                .orElseThrow()
                .get("value")
                .asDouble();
    }
}
