package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.Tenancy;
import io.exaplan.server.TestServer;
import io.exaplan.server.security.Role;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever anybody sends: problem details that name the fields, and never a 500. */
class JobApiProperties {

    private static final List<String> FIELDS = List.of(
            "name",
            "tenant",
            "kind",
            "gang",
            "gang.workers",
            "gang.minWorkers",
            "gang.maxWorkers",
            "gang.speedUps",
            "worker",
            "worker.milliDevices",
            "worker.cpuMilli",
            "worker.memoryMib",
            "accelerators",
            "accelerators.models",
            "accelerators.stacks",
            "accelerators.minMemoryGib",
            "fabric",
            "fabric.domain",
            "fabric.required",
            "precision",
            "expectedDuration",
            "maxDuration",
            "work",
            "work.modelProfile",
            "work.tokens",
            "work.mfu",
            "service",
            "service.replicasByHour",
            "service.duration",
            "service.port",
            "service.readinessPath",
            "earliestStart",
            "deadline",
            "deadline.at",
            "deadline.hard",
            "priorityClass",
            "preemptible",
            "minimumRunTime",
            "retry",
            "retry.maxAttempts",
            "retry.exitCodes",
            "retry.onNodeFailure",
            "runtime",
            "runtime.image",
            "runtime.command",
            "runtime.environment",
            "onClusterLoss");

    private static TestServer server;
    private static Api api;

    @BeforeContainer
    static void start() {
        server = TestServer.start("exaplan.views.prediction-patience=0s", "exaplan.web.max-body=64KB");
        api = server.api().as(Role.ADMIN);
        Tenancy.tenant(api, "north");
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
    void aJobWithOneFieldSpoiltIsStoredOrRefusedByName(@ForAll("fields") String field, @ForAll("values") Object value) {
        Map<String, Object> job = Tenancy.job("north");
        put(job, field, value);

        Api.Answer answer = api.post("/api/v1/jobs", job);

        assertThat(answer.status()).as(answer.raw().body()).isIn(201, 400);
        if (answer.status() == 400) {
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            String top = field.split("\\.", -1)[0];
            assertThat(JobSubmissionTest.fields(answer).stream()
                            .anyMatch(named -> named.equals("body") || related(top, named)))
                    .as("%s = %s: %s", field, value, answer.raw().body())
                    .isTrue();
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void bytesThatAreNoJobAreRefused(@ForAll byte[] body) {
        Api.Answer answer = api.send(api.request("/api/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void noQueryParameterBreaksAList(@ForAll("texts") String text, @ForAll("parameters") String parameter) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);

        Api.Answer answer = api.get("/api/v1/jobs?" + parameter + "=" + encoded);

        assertThat(answer.status()).as(answer.raw().body()).isIn(200, 400);
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(FIELDS);
    }

    @Provide
    Arbitrary<String> parameters() {
        return Arbitraries.of("state", "tenant", "kind", "order", "limit", "cursor");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.of(
                        "", "' or 1=1 --", "\u0000", "../../etc/passwd", "infinity 1", "MTIz", "-1", "9".repeat(40)));
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30).asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.integers().between(-10, 10_000).asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.bigIntegers().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.of(
                                "PT1H",
                                "PT-1H",
                                "PT0.5S",
                                "P99999999D",
                                "PT9223372036854775807S",
                                "2026-13-01T00:00:00Z",
                                "+999999999-12-31T23:59:59Z",
                                "-1000000000-01-01T00:00:00Z",
                                "2030-01-01T00:00:00Z",
                                "TRAINING",
                                "INFERENCE",
                                "deepseek-v3",
                                "H800",
                                "\u0000",
                                "😀")
                        .asGeneric());
        return Arbitraries.oneOf(
                scalars,
                scalars.list().ofMaxSize(30).asGeneric(),
                Arbitraries.maps(Arbitraries.strings().ofMaxLength(10), scalars)
                        .ofMaxSize(5)
                        .asGeneric());
    }

    /** A wrong kind or gang makes other fields wrong too. */
    private static boolean related(String top, String named) {
        return named.startsWith(top)
                || List.of(
                                "kind",
                                "gang",
                                "worker",
                                "work",
                                "service",
                                "maxDuration",
                                "expectedDuration",
                                "earliestStart",
                                "deadline")
                        .contains(top);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> job, String field, Object value) {
        String[] parts = field.split("\\.", -1);
        if (parts.length == 1) {
            job.put(field, value);
        } else {
            Map<String, Object> inner = new LinkedHashMap<>();
            if (job.get(parts[0]) instanceof Map<?, ?> there) {
                inner.putAll((Map<String, Object>) there);
            }
            inner.put(parts[1], value);
            job.put(parts[0], inner);
        }
    }
}
