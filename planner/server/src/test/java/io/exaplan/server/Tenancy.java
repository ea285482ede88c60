package io.exaplan.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.security.Role;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tenants and jobs for tests that need some. */
public final class Tenancy {

    private Tenancy() {}

    /** Makes a tenant and answers its id. */
    public static int tenant(Api api, String name) {
        Api.Answer made = api.as(Role.ADMIN)
                .post("/api/v1/tenants", Map.of("name", name, "kind", "INCUBATOR", "sector", "OTHER"));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        return made.body().get("id").asInt();
    }

    /** The smallest job there is, for a test to put more into. */
    public static Map<String, Object> job(String tenant) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("name", "train");
        job.put("tenant", tenant);
        job.put("kind", "TRAINING");
        job.put("worker", Map.of("milliDevices", 8000));
        job.put("expectedDuration", "PT4H");
        return job;
    }

    /** Submits a job and answers its id. */
    public static long submitted(Api api, Map<String, Object> job) {
        Api.Answer made = api.post("/api/v1/jobs", job);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        return made.body().get("id").asLong();
    }
}
