package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.security.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServerTest
class PlanTimeApiTest {

    private final Api api;

    PlanTimeApiTest(Api api) {
        this.api = api;
    }

    @Test
    void aRateIsBasedOnTheOneThatWasRead() {
        Api admin = api.as(Role.ADMIN);
        Api.Answer read = admin.get("/api/v1/plan-time");

        assertThat(admin.send("PUT", "/api/v1/plan-time", Map.of("rate", 5)).status())
                .isEqualTo(428);
        Api.Answer changed = change(admin, 5, read);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().get("rate").asDouble()).isEqualTo(5);
        Api.Answer outdated = change(admin, 6, read);
        assertThat(outdated.status()).isEqualTo(412);
        assertThat(outdated.text("/errors/0/field")).isEqualTo("If-Match");
        assertThat(change(admin, 6, changed).status()).as("at the same moment").isEqualTo(200);
        assertThat(admin.get("/api/v1/plan-time").body().get("rate").asDouble()).isEqualTo(6);
    }

    private static Api.Answer change(Api admin, double rate, Api.Answer read) {
        return admin.send("PUT", "/api/v1/plan-time", Map.of("rate", rate), "If-Match", read.header("ETag"));
    }
}
