package io.exaplan.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QueueCommandTest {
    private static final String ITP = """
            job_id,submission_time,duration,num_gpu
            a,0,600,8
            b,10,600,12
            c,20,60,4
            d,700,60,1
            """;

    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder;

    private Path log = Path.of("");

    @BeforeEach
    void aLog() throws IOException {
        log = Files.writeString(folder.resolve("log.csv"), ITP);
    }

    @Test
    void writesTheFiguresOfAReplay() {
        assertThat(replay("--policy", "fifo")).isZero();

        JsonNode figures = figures();
        assertThat(figures.get("policy").asString()).isEqualTo("fifo");
        assertThat(figures.get("jobs").asInt()).isEqualTo(4);
        // a and c wait for nobody; b starts at 600, c (that must not pass it) with it, d at once
        assertThat(figures.get("meanWaitSeconds").asDouble()).isEqualTo((590 + 580) / 4.0);
        assertThat(figures.get("maxWaitSeconds").asLong()).isEqualTo(590);
        assertThat(figures.get("makespanSeconds").asDouble()).isEqualTo(1200);
        assertThat(figures.propertyNames())
                .contains(
                        "meanBoundedSlowdown",
                        "p99WaitSeconds",
                        "worstTenantBoundedSlowdown",
                        "utilisation",
                        "meanDecisionMillis",
                        "maxDecisionMillis",
                        "peakMiB");
    }

    @Test
    void writesALineForEachJobThatAnIndependentScriptFindsSound() throws Exception {
        for (String policy : List.of("exaplan", "easy", "sjf-greedy")) {
            assertThat(replay(
                            "--policy",
                            policy,
                            "--jobs",
                            folder.resolve("jobs.csv").toString()))
                    .isZero();

            assertThat(Files.readAllLines(folder.resolve("jobs.csv")))
                    .hasSize(5)
                    .contains("id,submit,start,end,nodes");
            assertThat(checkSchedule(8)).isZero();
            assertThat(checkSchedule(7)).isEqualTo(1);
        }
    }

    @Test
    void replaysSequencesUnderTheRulesOfThePublishedSimulator() throws IOException {
        Path swf = Files.writeString(folder.resolve("log.swf"), """
                ; two jobs
                1 0 -1 600 3 -1 -1 -1 -1 -1 1 1 -1 -1 -1 -1 -1 -1
                2 5 -1 600 3 -1 -1 -1 -1 -1 1 1 -1 -1 -1 -1 -1 -1
                """);

        int code = execute("--format", "swf", "--workload", swf.toString(), "--machine", "4x1", "--policy", "sjf")
                .with("--starts", "0,1", "--length", "1", "--world", "rlscheduler")
                .run();

        assertThat(code).isZero();
        assertThat(figures().get("jobs").asInt()).isEqualTo(2);
        assertThat(figures().get("meanBoundedSlowdown").asDouble()).isEqualTo(1);
    }

    @Test
    void tellsABadLineByItsNumber() throws IOException {
        Files.writeString(log, ITP + "e,800,sixty,1\n");

        assertThat(replay("--policy", "exaplan")).isEqualTo(1);
        assertThat(errors.toString()).contains("line 6", "duration is (sixty)");
    }

    @Test
    void leavesOutWhatIsWiderThanTheMachineAndSaysSo() throws IOException {
        Files.writeString(log, ITP + "wide,800,60,17\n");

        assertThat(replay("--policy", "exaplan")).isZero();
        assertThat(errors.toString()).contains("job wide wants 17 devices, the machine has 16");
        assertThat(figures().get("leftOut").asInt()).isEqualTo(1);
    }

    @Test
    void replaysTheProductionPolicyWhenNoneIsNamed() {
        assertThat(replay()).isZero();

        assertThat(figures().get("policy").asString()).isEqualTo("exaplan");
    }

    @Test
    void saysWhichPoliciesThereAre() {
        assertThat(replay("--policy", "magic")).isEqualTo(2);
        assertThat(errors.toString()).contains("There is no policy (magic)", "sjf-greedy");
    }

    private int replay(String... options) {
        return execute("--format", "itp", "--workload", log.toString(), "--machine", "2x8")
                .with(options)
                .run();
    }

    private Execution execute(String... options) {
        return new Execution(new ArrayList<>(List.of(options)));
    }

    private final class Execution {
        private final List<String> options;

        private Execution(List<String> options) {
            this.options = options;
        }

        Execution with(String... more) {
            options.addAll(List.of(more));
            return this;
        }

        int run() {
            options.addAll(List.of("--json", folder.resolve("out.json").toString()));
            return new CommandLine(new QueueCommand())
                    .setErr(new PrintWriter(errors))
                    .execute(options.toArray(String[]::new));
        }
    }

    private JsonNode figures() {
        return JsonMapper.shared().readTree(folder.resolve("out.json").toFile());
    }

    private int checkSchedule(int devices) throws IOException, InterruptedException {
        Path script = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(parent -> parent.resolve("bin/check-schedule"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of))
                .as("python3, which runs bin/check-schedule")
                .anyMatch(place -> Files.isExecutable(place.resolve("python3")));
        return new ProcessBuilder(script.toString(), folder.resolve("jobs.csv").toString(), String.valueOf(devices))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("check.txt").toFile())
                .start()
                .waitFor();
    }
}
