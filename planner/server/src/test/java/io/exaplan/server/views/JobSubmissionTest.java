package io.exaplan.server.views;

import static io.exaplan.server.Tenancy.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = {"exaplan.views.prediction-patience=0s", "exaplan.web.max-body=64KB"})
class JobSubmissionTest {

    private static final String JOBS = "/api/v1/jobs";

    private final Api admin;

    JobSubmissionTest(Api api) {
        admin = api.as(Role.ADMIN);
    }

    @BeforeAll
    void aTenant() {
        Tenancy.tenant(admin, "north");
    }

    @Test
    void aMistypedParameterSubmitsNothing() {
        Api.Answer answer = admin.post(JOBS + "?dryrun=true", job("north"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).isEqualTo("dryrun");
        assertThat(answer.text("/errors/0/message")).contains("dryRun");
    }

    @Test
    void storesAJobWithItsDefaultsFilledIn() {
        Api.Answer answer = admin.post(JOBS, job("north"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(JOBS + "/" + answer.text("/id"));
        assertThat(answer.text("/state")).isEqualTo("QUEUED");
        assertThat(answer.text("/spec/priorityClass")).isEqualTo("NORMAL");
        assertThat(answer.text("/spec/onClusterLoss")).isEqualTo("WAIT");
        assertThat(answer.text("/spec/expectedDuration")).isEqualTo("PT4H");
        assertThat(answer.text("/spec/gang/maxWorkers")).isEqualTo("1");
        assertThat(admin.get(answer.header("Location")).text("/spec/name")).isEqualTo("train");
    }

    @Test
    void namesEveryFieldThatCannotBeAcceptedAtOnce() {
        Map<String, Object> job = job("nowhere");
        job.put("kind", "DREAMING");
        job.put("worker", Map.of("milliDevices", 1500, "cpuMilli", -1, "memoryMib", "much"));
        job.put("gang", Map.of("workers", 0, "colour", "red"));
        job.put("expectedDuration", "PT-4H");
        job.put("deadline", Map.of("at", "tomorrow"));
        job.put("retry", List.of());
        job.put("nmae", "typo");

        Api.Answer answer = admin.post(JOBS, job);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/type")).isEqualTo("urn:exaplan:problem:invalid");
        assertThat(fields(answer))
                .contains(
                        "kind",
                        "worker.milliDevices",
                        "worker.cpuMilli",
                        "worker.memoryMib",
                        "gang.workers",
                        "gang.colour",
                        "expectedDuration",
                        "deadline.at",
                        "retry",
                        "tenant",
                        "nmae");
        assertThat(answer.text("/errors/0/message")).contains("TRAINING");
    }

    @Test
    void sizesWorkStatedAsTokensForEveryModelItMayUse() {
        Map<String, Object> job = job("north");
        job.remove("expectedDuration");
        job.put("gang", Map.of("workers", 8));
        job.put("accelerators", Map.of("models", List.of("h800", "A800")));
        job.put("work", Map.of("modelProfile", "llama-3.1-8b", "tokens", 1e12));

        Api.Answer answer = admin.post(JOBS, job);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        assertThat(answer.body().at("/spec/sizing/durationByModel").propertyNames())
                .containsExactlyInAnyOrder("H800", "A800");
        // 6 x 8.03e9 x 1e12 FLOPs over 64 devices x 989.5e12 x MFU 0.4: 1.9e6 s
        assertThat(Duration.parse(answer.text("/spec/sizing/durationByModel/H800")))
                .isBetween(Duration.ofDays(20), Duration.ofDays(24));
        assertThat(answer.text("/spec/work/mfu")).isEqualTo("0.4");
    }

    @Test
    void refusesADeadlineThatCannotBeMet() {
        Map<String, Object> job = job("north");
        job.put("earliestStart", "2026-04-01T00:00:00Z");
        job.put("deadline", Map.of("at", "2026-04-01T03:00:00Z", "hard", true));

        assertThat(fields(admin.post(JOBS, job))).containsExactly("deadline.at");

        job.put("deadline", Map.of("at", "2026-04-01T03:00:00Z", "hard", false));
        assertThat(admin.post(JOBS, job).status()).isEqualTo(201);
    }

    @Test
    void takesAServiceByTheHour() {
        Map<String, Object> job = job("north");
        job.put("kind", "INFERENCE");
        job.remove("expectedDuration");
        List<Integer> replicas = new ArrayList<>(Collections.nCopies(24, 2));
        replicas.set(3, 0);
        job.put("service", Map.of("replicasByHour", replicas));

        assertThat(admin.post(JOBS, job).status()).isEqualTo(201);

        assertThat(admin.post(JOBS, job).body().at("/spec/service/port").isNull())
                .as("what was not said")
                .isTrue();

        job.put("service", Map.of("replicasByHour", Collections.nCopies(23, 2)));
        job.put("expectedDuration", "PT1H");
        assertThat(fields(admin.post(JOBS, job))).containsExactly("expectedDuration", "service.replicasByHour");
    }

    @Test
    void takesAServicesPortAndReadinessPathAndNamesWrongOnes() {
        Map<String, Object> job = job("north");
        job.put("kind", "INFERENCE");
        job.remove("expectedDuration");
        job.put("service", serving(65535, "/v1/health?full=1"));

        Api.Answer taken = admin.post(JOBS, job);

        assertThat(taken.status()).as(taken.raw().body()).isEqualTo(201);
        assertThat(taken.body().at("/spec/service/port").asInt()).isEqualTo(65535);
        assertThat(taken.text("/spec/service/readinessPath")).isEqualTo("/v1/health?full=1");
        for (Object path : List.of("health", "", "/with space", "/" + "x".repeat(1024), 7)) {
            job.put("service", serving(8080, path));
            Api.Answer refused = admin.post(JOBS, job);
            assertThat(fields(refused)).as("%s", path).containsExactly("service.readinessPath");
        }
        for (Object port : List.of(0, 65536, "8080", 80.5)) {
            job.put("service", serving(port, "/"));
            Api.Answer refused = admin.post(JOBS, job);
            assertThat(fields(refused)).as("%s", port).containsExactly("service.port");
            assertThat(refused.text("/errors/0/message")).isEqualTo("State a whole number from 1 to 65535.");
        }
    }

    private static Map<String, Object> serving(Object port, Object readinessPath) {
        return Map.of("replicasByHour", Collections.nCopies(24, 1), "port", port, "readinessPath", readinessPath);
    }

    @Test
    void makesOneJobOfRequestsWithTheSameKey() {
        Map<String, Object> job = job("north");

        Api.Answer first = admin.post(JOBS, job, "Idempotency-Key", "abc-1");
        Api.Answer second = admin.post(JOBS, job, "Idempotency-Key", "abc-1");
        job.put("name", "another");
        Api.Answer other = admin.post(JOBS, job, "Idempotency-Key", "abc-1");
        Api.Answer others = admin.as(Role.ADMIN).post(JOBS, job, "Idempotency-Key", "abc-1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("/id")).isEqualTo(first.text("/id"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("/type")).isEqualTo("urn:exaplan:problem:idempotency-key-reused");
        assertThat(others.status()).isEqualTo(201);
    }

    @Test
    void refusesWhatIsNoJsonObjectInUtf8OfBoundedSizeAndDepth() {
        assertThat(admin.post(JOBS, "{\"name\": \"tra").status()).isEqualTo(400);
        assertThat(admin.post(JOBS, "[1, 2]").status()).isEqualTo(400);
        assertThat(admin.post(JOBS, "{\"name\":\"a\",\"name\":\"b\"}").status()).isEqualTo(400);
        assertThat(admin.post(JOBS, "{\"a\":".repeat(5_000)).status()).isEqualTo(400);
        assertThat(admin.post(JOBS, "{\"name\":\"" + "x".repeat(100_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(admin.post(JOBS, "{}", "Content-Type", "text/plain").status())
                .isEqualTo(415);
        assertThat(admin.post(JOBS, "{\"name\":\"a\\u0000b\"}").status()).isEqualTo(400);
        assertThat(admin.post(JOBS, "{\"name\":\"a\\ud800b\"}").status()).isEqualTo(400);
        assertThat(fields(admin.post(JOBS, "{\"worker\":{\"milliDevices\":1e999}}")))
                .contains("worker.milliDevices");
        assertThat(admin.send(admin.request(JOBS)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(
                                        "{\"name\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1))))
                        .status())
                .isEqualTo(400);
    }

    static List<String> fields(Api.Answer answer) {
        List<String> fields = new ArrayList<>();
        for (JsonNode error : answer.body().path("errors")) {
            fields.add(error.get("field").asString());
        }
        return fields;
    }
}
