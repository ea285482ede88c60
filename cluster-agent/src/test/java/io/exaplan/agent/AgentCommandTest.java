package io.exaplan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class AgentCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsItsUsage() {
        int exitCode = execute("--help");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).startsWith("Usage: exaplan-agent");
    }

    @Test
    void refusesAnOptionItDoesNotKnow() {
        int exitCode = execute("--no-such-option");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such-option");
    }

    private int execute(String... arguments) {
        return AgentCommand.commandLine(Clock.systemUTC(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
