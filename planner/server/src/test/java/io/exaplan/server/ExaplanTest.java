package io.exaplan.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ExaplanTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsItsUsage() {
        int exitCode = execute("--help");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).startsWith("Usage: exaplan");
    }

    @Test
    void refusesAnOptionItDoesNotKnow() {
        int exitCode = execute("--no-such-option");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such-option");
    }

    @Test
    void servesWhenNoCommandIsGiven() {
        assertThat(Exaplan.served()).containsExactly("serve");
        assertThat(Exaplan.served("--port", "9000")).containsExactly("serve", "--port", "9000");
        assertThat(Exaplan.served("solve", "a.json")).containsExactly("solve", "a.json");
        assertThat(Exaplan.served("--version")).containsExactly("--version");
    }

    private int execute(String... arguments) {
        return Exaplan.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
