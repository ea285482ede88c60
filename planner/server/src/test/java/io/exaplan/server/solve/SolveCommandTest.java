package io.exaplan.server.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SolveCommandTest {

    private static final Path EXAMPLE = Path.of("../../docs/examples/problem.json");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void plansTheExampleAndHasItChecked() throws IOException {
        Path json = directory.resolve("plan.json");

        int exitCode = solve(EXAMPLE.toString(), "--steps", "50", "--json", json.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains("pretrain-7b", "lake/h800", "2026-03-02T08:00:00Z", "3 of 4 jobs placed")
                .contains("checker: nothing against this plan")
                .contains("WaitingForCapacity");
        JsonNode plan = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(plan.at("/jobs/1/partition").asString()).isNotEmpty();
        assertThat(plan.at("/jobs/3/start").isNull()).isTrue();
    }

    @Test
    void namesEverythingThatIsWrongWithItsPath() throws IOException {
        int exitCode = solve(changed(
                "\"tenant\": 1,\n      \"shape\"", "\"tenent\": 1,\n      \"shape\"", "\"PT20H\"", "\"20 hours\""));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString())
                .contains("jobs[0].tenant: this is missing")
                .contains("jobs[0].tenent: there is no such field")
                .contains("jobs[0].work.seconds: (20 hours) is no duration");
    }

    @Test
    void keepsToWhatIsReserved() throws IOException {
        String window =
                "\"windows\": [{\"fromSecond\": \"2026-03-02T08:00:00Z\", \"untilSecond\": \"2026-03-12T08:00:00Z\"}]";

        int exitCode = solve(
                changed(
                        "\"runs\": []",
                        "\"runs\": [], \"reservations\": [{\"id\": \"lake-closed\", \"partition\": 1, \"wholeNodes\": 8, %s}]"
                                .formatted(window)),
                "--steps",
                "20");

        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
        // Only lake has the CUDA stack the largest job needs.
        assertThat(out.toString()).contains("WaitingForReservationWindow: would fit on lake/h800");
    }

    @Test
    void keepsToBudgetsAndDataAndTellsHowFarTargetsAreAttained() throws IOException {
        String march =
                "\"window\": {\"fromSecond\": \"2026-03-01T00:00:00+08:00\", \"untilSecond\": \"2026-04-01T00:00:00+08:00\"}";

        int exitCode = solve(
                changed(
                        "\"runs\": []",
                        """
                        "budgets": [{"id": "march", "tenant": 1, "pflopsDays": 30, %s}],
                        "datasets": [{"name": "scans", "grants": [1], "residency": ["hill"]}],
                        "targets": [{"id": "promise", "tenantOrNull": 1, "pflops": 2, %s}]""".formatted(march, march),
                        "\"id\": 3, \"name\"",
                        "\"data\": {\"datasets\": [\"scans\"]}, \"id\": 3, \"name\""),
                "--steps",
                "20");

        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains("BudgetExhausted: of budget (march)", "target promise: ", "of 62.000 PFLOPS-days")
                .doesNotContainPattern("chat-service +lake/h800");
    }

    @Test
    void refusesADatasetThatIsNotThere() throws IOException {
        int exitCode =
                solve(changed("\"id\": 3, \"name\"", "\"data\": {\"datasets\": [\"scans\"]}, \"id\": 3, \"name\""));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("jobs: job 3 reads the dataset (scans), which there is not");
    }

    @Test
    void tellsAWrongValueWithItsPath() throws IOException {
        int exitCode = solve(changed("\"minWorkers\": 6", "\"minWorkers\": \"six\""));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("jobs[0].width.minWorkers");
    }

    @Test
    void refusesIdsThatComeTwice() throws IOException {
        int exitCode = solve(changed("\"id\": 2, \"name\"", "\"id\": 1, \"name\""));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("jobs: the id 1 comes twice");
    }

    @Test
    void refusesWhatIsNoJsonAndWhatIsNotThere() throws IOException {
        assertThat(solve(changed("{", ""))).isEqualTo(1);
        assertThat(solve(directory.resolve("nothing.json").toString())).isEqualTo(1);
        assertThat(solve("--steps", "many", EXAMPLE.toString())).isEqualTo(2);
        assertThat(solve("--seconds", "0", EXAMPLE.toString())).isEqualTo(2);
    }

    private String changed(String... replacements) throws IOException {
        String text = Files.readString(EXAMPLE);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            int at = text.indexOf(replacements[i]);
            text = text.substring(0, at) + replacements[i + 1] + text.substring(at + replacements[i].length());
        }
        Path file = directory.resolve("changed.json");
        Files.writeString(file, text);
        return file.toString();
    }

    private int solve(String... arguments) {
        return new CommandLine(new SolveCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
