package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** One test states weights, and another would find them: all of it in one. */
@ServerTest
@TestPropertySource(properties = "exaplan.planning.weights.energy=7")
class WeightsTest {
    private static final String PATH = "/api/v1/weights";

    private final Api admin;
    private final Api planner;

    WeightsTest(Api api) {
        admin = api.as(Role.ADMIN);
        planner = api.as(Role.PLANNER);
    }

    @Test
    void whatAnAdministratorStatesReplacesTheConfigurationAndMakesThePlanAnew() {
        Api.Answer configured = planner.get(PATH);
        assertThat(configured.body().at("/version").asLong()).isZero();
        assertThat(configured.body().at("/weights/energy").asLong()).isEqualTo(7);

        Map<String, Object> stated = new HashMap<>(Map.of("unplaced", 1, "waiting", 30, "lateness", 20));
        stated.putAll(Map.of("churn", 1, "preemption", 1_000, "shortfall", 1_000, "transfer", 100));
        assertThat(admin.put(PATH, stated, "If-Match", "\"0\"").status()).isEqualTo(400);
        stated.putAll(Map.of("fragmentation", -1, "energy", 0));
        Api.Answer refused = admin.put(PATH, stated, "If-Match", "\"0\"");
        assertThat(refused.text("/errors/0/field")).isEqualTo("fragmentation");
        stated.put("fragmentation", 3_600);
        assertThat(admin.put(PATH, stated).status()).isEqualTo(428);
        assertThat(planner.put(PATH, stated, "If-Match", "\"0\"").status()).isEqualTo(403);

        Api.Answer taken = admin.put(PATH, stated, "If-Match", "\"0\"");

        assertThat(taken.status()).as(taken.raw().body()).isEqualTo(200);
        assertThat(taken.raw().headers().firstValue("ETag")).contains("\"1\"");
        assertThat(taken.body().at("/weights/waiting").asLong()).isEqualTo(30);
        assertThat(taken.body().at("/configured/waiting").asLong()).isEqualTo(10);
        assertThat(admin.put(PATH, stated, "If-Match", "\"0\"").status()).isEqualTo(412);
        Api.Answer audit = admin.get("/api/v1/audit?subject=weights");
        assertThat(audit.text("/items/0/action")).isEqualTo("weights.state");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Api.Answer newest = planner.get("/api/v1/plans?limit=1");
            assertThat(newest.text("/items/0/cause")).isEqualTo("WEIGHTS");
            assertThat(newest.body()
                            .at("/items/0/receipt/weights/waitingWeight")
                            .asLong())
                    .isEqualTo(30);
        });
    }
}
