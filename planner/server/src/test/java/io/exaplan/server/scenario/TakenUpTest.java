package io.exaplan.server.scenario;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.planning.TestCity;
import io.exaplan.server.security.Role;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Another replica, a process of its own on the same PostgreSQL, is killed in the middle of a run. */
@ServerTest
@Import(TestCity.class)
@TestPropertySource(
        properties = {
            "exaplan.planning.improvement.enabled=false",
            "exaplan.planning.leadership.poll=100ms",
            "db-scheduler.polling-interval=100ms",
            "db-scheduler.heartbeat-interval=500ms"
        })
class TakenUpTest {
    private static final List<String> SHARED = List.of(
            "exaplan.database.url",
            "exaplan.database.user",
            "exaplan.database.password",
            "db-scheduler.heartbeat-interval");

    private final Api planner;
    private final Api api;
    private final TestCity city;
    private final JdbcClient sql;
    private final Scheduler queue;
    private final Environment settings;

    TakenUpTest(Api api, TestCity city, JdbcClient sql, Scheduler queue, Environment settings) {
        this.api = api;
        this.planner = api.as(Role.PLANNER);
        this.city = city;
        this.sql = sql;
        this.queue = queue;
        this.settings = settings;
    }

    @Test
    void aRunOfAKilledReplicaIsTakenUpByAnother(@TempDir Path folder) throws IOException {
        Tenancy.tenant(api, "team");
        city.aPartition("north", "H800", 4);
        for (int i = 0; i < 24; i++) {
            submitted(planner, job("team"));
        }
        queue.pause();
        Process other = replica(folder);
        try {
            long run = asked();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .failFast("the other replica has ended", () -> !other.isAlive())
                    .until(() -> planner.get(path(run)).text("/state"), state -> state.equals("RUNNING"));
            other.destroyForcibly();
            queue.resume();

            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> planner.get(path(run)).text("/state"), state -> !state.equals("RUNNING"));

            assertThat(planner.get(path(run)).text("/state")).isEqualTo("SUCCEEDED");
            assertThat(sql.sql("select attempts from scenario_run where id = :id")
                            .param("id", run)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
        } finally {
            other.destroyForcibly();
        }
    }

    /** Long enough to be met in the middle, by a replica that looks for cancellations and deaths every second. */
    private long asked() {
        Api.Answer made = planner.post(
                "/api/v1/scenarios",
                Map.of(
                        "name",
                        "killed",
                        "changes",
                        List.of(Map.of("type", "PRIORITY_CHANGED", "tenant", "team", "priorityClass", "HIGH"))));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        Api.Answer run =
                planner.post(made.header("Location") + "/runs", Map.of("seeds", List.of(1, 2), "steps", 3_000));
        assertThat(run.status()).as(run.raw().body()).isEqualTo(201);
        return run.body().get("id").asLong();
    }

    private static String path(long run) {
        return "/api/v1/scenario-runs/%d".formatted(run);
    }

    private Process replica(Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.exaplan.server.Exaplan",
                "serve",
                "--port",
                "0",
                "--home",
                folder.resolve("home").toString()));
        for (String name : SHARED) {
            command.add("--set");
            command.add(name + "=" + settings.getRequiredProperty(name));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "replica.log"))
                .start();
    }
}
