package io.exaplan.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.engine.replay.queue.RunTimes;
import io.exaplan.engine.start.Objective;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.queue.Interrupted;
import io.exaplan.server.security.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Replays from outside: asked for, queued, replayed as the command line does, cancelled, deleted. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "exaplan.planning.improvement.enabled=false",
            "db-scheduler.polling-interval=100ms",
            "exaplan.replay.max-body=1500KB",
            "exaplan.replay.max-jobs=25000",
            "exaplan.replay.max-nodes=100"
        })
class ReplayApiTest {
    private static final String PATH = "/api/v1/replays";

    /** Differ between two replays of the same. */
    private static final Set<String> TIMES = Set.of("meanDecisionMillis", "maxDecisionMillis", "seconds");

    private final Api api;
    private final Api planner;
    private final JdbcClient sql;
    private final Scheduler queue;
    private final ReplayRunner runner;

    @TempDir
    private Path folder;

    ReplayApiTest(Api api, JdbcClient sql, Scheduler queue, ReplayRunner runner) {
        this.api = api;
        this.planner = api.as(Role.PLANNER);
        this.sql = sql;
        this.queue = queue;
        this.runner = runner;
    }

    @ParameterizedTest
    @CsvSource({"wait, exact, clean, PT0S", "slowdown, estimated, clean, PT10M", "fair, estimated, rlscheduler, PT0S"})
    void policiesBesideEachOtherHaveTheFiguresOfTheCommand(
            String objective, String runTimes, String world, Duration frozen) throws IOException {
        String swf = workload(80);

        JsonNode replay = ended(asked(with(
                Map.of("objective", objective, "runtimes", runTimes, "world", world, "frozen", frozen.toString()),
                swf,
                "easy",
                "exaplan")));

        assertThat(replay.get("state").asString()).as(replay.toString()).isEqualTo("SUCCEEDED");
        assertThat(replay.at("/progress/policiesDone").asInt()).isEqualTo(2);
        Path log = Files.writeString(folder.resolve("log.swf"), swf);
        for (String policy : List.of("easy", "exaplan")) {
            JsonNode told = commanded(log, policy, objective, runTimes, world, Long.toString(frozen.toSeconds()));
            JsonNode found = result(replay, policy);
            assertThat(found.get("jobs").asInt()).isEqualTo(80);
            assertThat(found.get("meanWaitSeconds").asDouble()).isPositive();
            found.properties().stream()
                    .filter(figure -> !TIMES.contains(figure.getKey()))
                    .forEach(figure ->
                            assertThat(figure.getValue()).as(figure.getKey()).isEqualTo(told.get(figure.getKey())));
        }
    }

    @Test
    void whatCannotBeReplayedIsLeftOutAndTold() {
        String swf = line(1, 0, 60, 2) + line(2, 0, 0, 2) + line(3, 0, 60, 9) + "; a comment\n";

        JsonNode replay = ended(asked(with(Map.of(), swf, "fifo")));

        assertThat(result(replay, "fifo").get("jobs").asInt()).isEqualTo(1);
        assertThat(result(replay, "fifo").get("leftOut").asInt()).isEqualTo(2);
        assertThat(replay.at("/leftOut/0").asString()).isEqualTo("line 2: job 2 never ran (0 s on 2 processors).");
        assertThat(replay.at("/leftOut/1").asString()).isEqualTo("job 3 wants 9 devices, the machine has 8.");
    }

    @Test
    void statesAndResultsAreOnTheEventStreamAndInTheAudit() {
        long id = asked(with(Map.of(), workload(10), "fifo", "easy"));
        ended(id);

        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                sql.sql("""
                                select (payload ->> 'state') || ' ' || (payload ->> 'policiesDone') from event
                                where type = 'replay.changed' and (payload ->> 'replay')::bigint = :id order by id""").param("id", id).query(String.class).list())
                        .containsExactly("QUEUED 0", "RUNNING 0", "RUNNING 1", "RUNNING 2", "SUCCEEDED 2"));
        assertThat(sql.sql("select after ->> 'name' from audit where action = 'replay.create' and subject = :subject")
                        .param("subject", "replay/" + id)
                        .query(String.class)
                        .single())
                .isEqualTo("test");
    }

    @Test
    void everyFieldThatCannotBeAcceptedIsNamedAtOnce() {
        Api.Answer answer = planner.post(
                PATH,
                Map.of(
                        "name", "no spaces please",
                        "workload", 7,
                        "machine", Map.of("nodes", 101, "devicesPerNode", 0, "racks", 2),
                        "policies", List.of("magic", "easy"),
                        "objective", "WAIT",
                        "runtimes", "guessed",
                        "world", "flat",
                        "seed", -1,
                        "frozen", "an hour",
                        "format", "swf"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer))
                .containsExactlyInAnyOrder(
                        "name",
                        "workload",
                        "machine.nodes",
                        "machine.devicesPerNode",
                        "machine.racks",
                        "policies[0]",
                        "objective",
                        "runtimes",
                        "world",
                        "seed",
                        "frozen",
                        "format");
        assertThat(answer.raw().body()).contains("State one of [wait, slowdown, weighted, fair].", "sjf-greedy");
        assertThat(fields(planner.post(PATH, Map.of())))
                .containsExactlyInAnyOrder("name", "workload", "machine", "policies");
    }

    @Test
    void badLinesAreNamedByTheirNumbers() {
        String swf = "; fine\n1 2 3\n" + line(2, 0, 60, 1) + line(3, 0, 60, 1).replace(" 60 ", " 1e999999999 ");

        Api.Answer answer = planner.post(PATH, with(Map.of(), swf, "fifo"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly("workload", "workload");
        assertThat(answer.text("/errors/0/value")).isEqualTo("1 2 3");
        assertThat(answer.text("/errors/0/message"))
                .isEqualTo("Line 2 is not of the format. 3 fields, where the format has 18.");
        assertThat(answer.text("/errors/1/message"))
                .isEqualTo("Line 4 is not of the format. The run time is (1e999999999), not a number.");
        assertThat(planner.post(PATH, with(Map.of(), "x\n".repeat(25), "fifo"))
                        .body()
                        .get("errors"))
                .hasSize(21);
    }

    @Test
    void boundsAreRefused() {
        Map<String, Map<String, Object>> wrong = new HashMap<>();
        wrong.put("frozen", with(Map.of("world", "rlscheduler", "frozen", "PT1H"), workload(2), "fifo"));
        wrong.put("policies", with(Map.of(), workload(2), "fifo", "fifo"));
        wrong.put("workload", with(Map.of(), "; nothing\n", "fifo"));
        wrong.put("machine", with(Map.of(), line(1, 0, 60, 9), "fifo"));
        wrong.forEach((field, body) -> {
            Api.Answer answer = planner.post(PATH, body);
            assertThat(answer.status()).as(field).isEqualTo(400);
            assertThat(fields(answer)).as(field).containsExactly(field);
        });
        assertThat(planner.post(PATH, with(Map.of(), line(1, 0, 60, 1).repeat(25_001), "fifo"))
                        .text("/errors/0/message"))
                .isEqualTo("State 1 to 25000 jobs that ran (exaplan.replay.max-jobs).");
        assertThat(planner.post(PATH, with(Map.of(), ";".repeat(1_700_000), "fifo"))
                        .status())
                .isEqualTo(413);
        assertThat(planner.post("/api/v1/scenarios", Map.of("name", "x".repeat(1_200_000)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void oneUnderWayIsCancelledThenDeletedAndNeverBefore() {
        String swf = workload(20_000);
        assertThat(swf.length()).as("a body that only replays may have").isGreaterThan(1 << 20);
        long id = asked(with(Map.of(), swf, "fifo", "exaplan"));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> one(id).at("/progress/jobsStarted").asInt() > 0
                        && one(id).at("/progress/policy").asString().equals("exaplan"));
        assertThat(planner.delete(PATH + "/" + id).text("/type")).isEqualTo("urn:exaplan:problem:not-ended");
        assertThat(planner.get(PATH + "?state=RUNNING").body().at("/items").findValuesAsString("id"))
                .contains(Long.toString(id));

        planner.post(PATH + "/%d/cancel".formatted(id), Map.of("reason", "enough"));

        JsonNode cancelled = ended(id);
        assertThat(cancelled.get("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("results")).hasSize(1);
        assertThat(cancelled.at("/progress/policy").isNull()).isTrue();
        assertThat(planner.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(planner.get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void aReplicaThatStopsHandsItOnWithWhatItFound() {
        queue.pause();
        try {
            long id = asked(with(Map.of(), workload(30), "fifo", "easy"));

            assertThatThrownBy(
                            () -> runner.run(id, () -> !one(id).get("results").isEmpty()))
                    .isInstanceOf(Interrupted.class);

            JsonNode between = one(id);
            assertThat(between.get("state").asString()).isEqualTo("RUNNING");
            assertThat(between.get("results")).hasSize(1);
            queue.resume();
            JsonNode replay = ended(id);
            assertThat(replay.get("state").asString()).isEqualTo("SUCCEEDED");
            assertThat(result(replay, "fifo")).isEqualTo(result(between, "fifo"));
            assertThat(sql.sql("select attempts from replay where id = :id")
                            .param("id", id)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        } finally {
            queue.resume();
        }
    }

    @Test
    void oneThatEndedItsReplicaEachTimeFailsWithAReason() {
        queue.pause();
        try {
            long id = asked(with(Map.of(), workload(5), "fifo"));
            sql.sql("update replay set state = 'RUNNING', attempts = 5 where id = :id")
                    .param("id", id)
                    .update();
            queue.resume();

            JsonNode replay = ended(id);

            assertThat(replay.get("state").asString()).isEqualTo("FAILED");
            assertThat(replay.get("failure").asString()).contains("begun 5 times", "replay fewer jobs");
        } finally {
            queue.resume();
        }
    }

    @Test
    void theSameKeyAsksOnce() {
        Map<String, Object> body = with(Map.of(), workload(3), "fifo");
        Api.Answer first = planner.post(PATH, body, "Idempotency-Key", "once");
        Api.Answer second = planner.post(PATH, body, "Idempotency-Key", "once");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void viewersReadAndMembersSeeNothing() {
        long id = asked(with(Map.of(), workload(3), "fifo"));
        ended(id);

        Api viewer = api.as(Role.VIEWER);
        assertThat(viewer.get(PATH + "/" + id).text("/results/0/policy")).isEqualTo("fifo");
        assertThat(viewer.get(PATH + "?limit=1").body().get("items")).hasSize(1);
        assertThat(viewer.post(PATH, Map.of()).status()).isEqualTo(403);
        assertThat(viewer.delete(PATH + "/" + id).status()).isEqualTo(403);
        assertThat(api.asMemberOf(Tenancy.tenant(api, "team")).get(PATH).status())
                .isEqualTo(403);
    }

    @Test
    void theDescriptionNamesTheWordsThereAre() {
        JsonNode fields = api.get("/api/v1/openapi").body().at("/components/schemas/ReplaySubmission/properties");

        assertThat(words(fields.at("/policies/items/enum"))).isEqualTo(Words.all(QueuePolicy.class));
        assertThat(words(fields.at("/objective/enum"))).isEqualTo(Words.all(Objective.class));
        assertThat(words(fields.at("/runtimes/enum"))).isEqualTo(Words.all(RunTimes.class));
        assertThat(words(fields.at("/world/enum"))).isEqualTo(Words.all(World.class));
    }

    private static List<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> fields(Api.Answer answer) {
        return answer.body().at("/errors").findValuesAsString("field");
    }

    private static Map<String, Object> with(Map<String, Object> more, String swf, String... policies) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", "test");
        body.put("workload", swf);
        body.put("machine", Map.of("nodes", 4, "devicesPerNode", 2));
        body.put("policies", List.of(policies));
        return body;
    }

    private long asked(Map<String, Object> body) {
        Api.Answer answer = planner.post(PATH, body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer.body().get("id").asLong();
    }

    private JsonNode one(long id) {
        return planner.get(PATH + "/" + id).body();
    }

    private JsonNode ended(long id) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> one(id),
                        replay -> !Set.of("QUEUED", "RUNNING")
                                .contains(replay.get("state").asString()));
    }

    private static JsonNode result(JsonNode replay, String policy) {
        return replay.get("results")
                .valueStream()
                .filter(result -> result.get("policy").asString().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    /** What the command line finds of the same. */
    private JsonNode commanded(
            Path log, String policy, String objective, String runTimes, String world, String frozen) {
        Path json = folder.resolve("out.json");
        StringWriter told = new StringWriter();
        int code = new CommandLine(new QueueCommand())
                .setErr(new PrintWriter(told))
                .execute(
                        "--format",
                        "swf",
                        "--workload",
                        log.toString(),
                        "--machine",
                        "4x2",
                        "--policy",
                        policy,
                        "--objective",
                        objective,
                        "--runtimes",
                        runTimes,
                        "--world",
                        world,
                        "--frozen",
                        frozen,
                        "--json",
                        json.toString());
        assertThat(code).as(told.toString()).isZero();
        return JsonMapper.shared().readTree(json.toFile());
    }

    /** More than the machine can do at once, of three users, with requested times that are too long. */
    private static String workload(int jobs) {
        Random random = new Random(7);
        StringBuilder swf = new StringBuilder("; made up\n");
        int submit = 0;
        for (int number = 1; number <= jobs; number++) {
            submit += random.nextInt(300);
            int seconds = 1 + random.nextInt(900);
            swf.append(line(number, submit, seconds, 1 + random.nextInt(5), 2 * seconds, random.nextInt(3)));
        }
        return swf.toString();
    }

    private static String line(int number, int submit, int seconds, int processors) {
        return line(number, submit, seconds, processors, -1, 1);
    }

    private static String line(int number, int submit, int seconds, int processors, int requested, int user) {
        return "%d %d -1 %d %d -1 -1 %d %d -1 1 %d -1 -1 -1 -1 -1 -1\n"
                .formatted(number, submit, seconds, processors, processors, requested, user);
    }
}
