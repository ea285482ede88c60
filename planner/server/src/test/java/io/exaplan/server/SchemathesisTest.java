package io.exaplan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exaplan.server.dispatch.AgentDouble;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schemathesis sends every operation of the description what its schema allows and what it does not, and follows its links: some
 * hundred requests among all tests, 20,000 by {@code make test-api}.
 */
@ServerTest
@TestPropertySource(
        properties = {
            "exaplan.views.prediction-patience=200ms",
            "exaplan.web.stream-lifetime=100ms",
            "exaplan.security.requests-per-second=100000",
            "exaplan.security.request-burst=1000000",
            "exaplan.security.strangers-per-second=100000",
            "exaplan.security.stranger-burst=1000000"
        })
class SchemathesisTest {

    private static final String RELEASE = "4.32.5";
    private static final Path HOME = Path.of("target", "schemathesis").toAbsolutePath();
    private static final int REQUESTS = Integer.getInteger("exaplan.schemathesis.requests", 500);

    /** From here on what lies at the edges of every schema is sent too, which alone are some thousands. */
    private static final int FULL = 10_000;

    /** Several rounds of their own seed: what one round creates is there in the next. */
    private static final int ROUNDS = 12;

    private static final Duration LONGEST = Duration.ofMinutes(40);

    private final Api api;
    private final Tokens tokens;
    private final JsonMapper json;

    SchemathesisTest(Api api, Tokens tokens, JsonMapper json) {
        this.api = api;
        this.tokens = tokens;
        this.json = json;
    }

    @Test
    void neitherFailsNorLeavesAFieldUnnamed() throws IOException, InterruptedException {
        assumeTrue(installed("python3"), "python3 is not installed, so Schemathesis cannot run");
        Files.createDirectories(HOME);
        assumeTrue(schemathesis(), "Schemathesis could not be installed from PyPI, see " + HOME.resolve("install.log"));
        Path hooks = HOME.resolve("hooks.py");
        try (var source = getClass().getResourceAsStream("/schemathesis/hooks.py")) {
            Files.write(hooks, source.readAllBytes());
        }
        Path count = Files.writeString(HOME.resolve("requests.log"), "");
        Map<String, Object> world = world();
        Files.writeString(
                HOME.resolve("openapi.json"), api.get("/api/v1/openapi").raw().body());

        int seed = 0;
        do {
            seed++;
            Path log = HOME.resolve("round-" + seed + ".log");
            int exit = run(log, round(world, seed, count), LONGEST, arguments(world, seed));
            assertThat(exit).as("Round %d:%n%s", seed, Files.readString(log)).isZero();
        } while (lines(count) < REQUESTS && seed < ROUNDS);

        System.out.println(told(count));
        assertThat(lines(count)).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(Files.readString(count)).doesNotContain("\n5");
    }

    private List<String> arguments(Map<String, Object> world, int seed) {
        return List.of(
                HOME.resolve("venv/bin/schemathesis").toString(),
                "run",
                HOME.resolve("openapi.json").toString(),
                "--url=" + world.get("address"),
                "--header=Authorization: Bearer " + world.get("token"),
                "--checks=not_a_server_error,content_type_conformance,no_stack_trace,problems_name_their_fields",
                "--phases="
                        + (seed == 1 && REQUESTS >= FULL ? "examples,coverage,fuzzing,stateful" : "fuzzing,stateful"),
                "--max-examples=" + Math.max(3, REQUESTS / 400),
                "--seed=" + seed,
                "--suppress-health-check=all",
                "--request-timeout=30",
                "--continue-on-failure",
                "--no-shrink",
                "--warnings=off");
    }

    private Map<String, String> round(Map<String, Object> world, int seed, Path count) {
        return Map.of(
                "SCHEMATHESIS_HOOKS", "hooks",
                "PYTHONPATH", HOME.toString(),
                "PYTHONHASHSEED", Integer.toString(seed),
                "EXAPLAN_WORLD", json.writeValueAsString(world),
                "EXAPLAN_COUNT", count.toString());
    }

    /** A cluster with nodes, tenants, jobs and one of everything, and bodies that are right. */
    private Map<String, Object> world() {
        AgentDouble.joined(api, "lake").withNodes(4, "H800", 8).settle();
        Tokens.Created own = tokens.create(Role.ADMIN, "schemathesis", null, null, null, "test");
        Api admin = api.with(own.secret());
        Tenancy.tenant(api, "north");
        Tenancy.tenant(api, "south");
        List<Long> jobs = IntStream.range(0, 20)
                .mapToObj(each -> Tenancy.submitted(admin, Tenancy.job("north")))
                .toList();
        Map<String, Object> bodies = bodies();
        Map<String, Object> ids = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        bodies.forEach((operation, body) -> {
            String path = operation.substring(operation.indexOf(' ') + 1);
            if (operation.startsWith("POST ") && !path.contains("{") && !path.endsWith("bulk")) {
                Api.Answer made = admin.post(path, body);
                if (made.status() != 201) {
                    refused.add(operation + ": " + made.raw().body());
                    return;
                }
                String location = made.header("Location");
                ids.put(path, List.of(location.substring(location.lastIndexOf('/') + 1)));
            }
        });
        assertThat(refused).as("Bodies of bodies.json that are not right").isEmpty();
        ids.put("/api/v1/jobs", jobs);
        ids.put("/api/v1/clusters", List.of("lake", "hill"));
        ids.put("/api/v1/plans", List.of(1, 2));
        ids.put("/api/v1/partitions", List.of(1));
        ids.put("/api/v1/accelerator-models", List.of("H800", "910C"));
        ids.put("/api/v1/model-profiles", List.of("DeepSeek-V3"));
        return Map.of(
                "address", api.uri("").toString(),
                "token", own.secret(),
                "ownToken", own.id(),
                "ids", ids,
                "bodies", bodies);
    }

    private Map<String, Object> bodies() {
        try (var source = getClass().getResourceAsStream("/schemathesis/bodies.json")) {
            Map<String, Object> bodies = new LinkedHashMap<>();
            json.readTree(source).properties().forEach(entry -> bodies.put(entry.getKey(), entry.getValue()));
            return bodies;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the environment once; it stays until {@code make clean}. */
    private static boolean schemathesis() throws IOException, InterruptedException {
        if (Files.exists(HOME.resolve("ready-" + RELEASE))) {
            return true;
        }
        Path log = HOME.resolve("install.log");
        Duration patience = Duration.ofMinutes(5);
        boolean ready = run(
                                log,
                                Map.of(),
                                patience,
                                List.of(
                                        "python3",
                                        "-m",
                                        "venv",
                                        HOME.resolve("venv").toString()))
                        == 0
                && run(
                                log,
                                Map.of(),
                                patience,
                                List.of(
                                        HOME.resolve("venv/bin/pip").toString(),
                                        "install",
                                        "--quiet",
                                        "schemathesis==" + RELEASE))
                        == 0;
        if (ready) {
            Files.createFile(HOME.resolve("ready-" + RELEASE));
        }
        return ready;
    }

    private static int run(Path log, Map<String, String> environment, Duration longest, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static long lines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    /** How many requests ended how. */
    private static String told(Path count) throws IOException {
        try (var lines = Files.lines(count)) {
            List<String> all = new ArrayList<>(lines.toList());
            Map<String, Long> byStatus = all.stream()
                    .collect(Collectors.groupingBy(line -> line.substring(0, 3), TreeMap::new, Collectors.counting()));
            long operations =
                    all.stream().map(line -> line.substring(4)).distinct().count();
            return "Schemathesis: %d requests to %d operations, by status %s"
                    .formatted(all.size(), operations, byStatus);
        }
    }

    private static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
