package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The short form of {@code make bench-api}: its counts, not its times. */
class ApiBenchmarkTest {

    @Test
    void everySubmissionIsTakenAndEveryJobExplained() {
        StringWriter out = new StringWriter();

        new CommandLine(new ApiBenchmark())
                .setOut(new PrintWriter(out, true))
                .execute("--active", "800", "--seconds", "4", "--explanations", "8");

        JsonNode figures = JsonMapper.shared().readTree(out.toString());
        assertThat(figures.path("submissions").asInt()).isEqualTo(200);
        assertThat(figures.path("errors").asInt(-1)).isZero();
        assertThat(figures.path("deadlocks").asInt(-1)).isZero();
        assertThat(figures.path("explanations").asInt()).isGreaterThanOrEqualTo(4);
    }
}
