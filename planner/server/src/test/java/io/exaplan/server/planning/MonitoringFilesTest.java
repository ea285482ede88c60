package io.exaplan.server.planning;

import static io.exaplan.server.planning.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.Api;
import io.exaplan.server.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart's alerts and its dashboard ask for is what a planner tells. */
@PlanningTest
class MonitoringFilesTest {
    private static final Pattern NAME = Pattern.compile("\\bexaplan_[a-z_]+");

    /** There once something happened that no quiet planner sees. */
    private static final Set<String> AFTER_AN_EVENT = Set.of(
            "exaplan_planning_violations_total", "exaplan_planning_searches_total", "exaplan_planning_versions_total");

    private final Api api;

    MonitoringFilesTest(Api api, TestCity city) {
        this.api = api;
        String name = UUID.randomUUID().toString();
        city.aTenant("monitored-" + name);
        city.aPartition(name, "M" + name, 1);
        city.submit(aJob("waits").on("a model nobody has"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "dashboard.json"})
    void askForMetricsThatAreThere(String file) throws IOException {
        String text = Files.readString(Path.of("..", "..", "helm", "planner", "files", file));
        Set<String> asked = new TreeSet<>();
        NAME.matcher(text).results().forEach(name -> asked.add(name.group()));
        asked.removeAll(AFTER_AN_EVENT);

        assertThat(asked).isNotEmpty();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            String told = api.as(Role.VIEWER).get("/actuator/prometheus").raw().body();
            assertThat(asked).allSatisfy(name -> assertThat(told).containsPattern("(?m)^" + name + "[{ ]"));
        });
    }
}
