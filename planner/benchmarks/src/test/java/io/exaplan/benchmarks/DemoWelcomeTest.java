package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DemoWelcomeTest {
    private static final String PRINTED = """
            2026-03-05T08:00:00Z INFO Started Exaplan

              An invented city.

              Open            http://localhost:8210/
              Sign in at once http://localhost:8210/#token=exaplan_a-b

              As model-harbour:
                export TOKEN=secret
                printf '{"said":"%s"}\\n' "$TOKEN"
                printf '{"on":%s}\\n' \\
                  '"two"'

              Ctrl-C ends the planner.
            """;

    @TempDir
    Path folder;

    @Test
    void findsTheLinkAndTheLinesInWhatIsPrinted() {
        DemoWelcome welcome = DemoWelcome.in(PRINTED).orElseThrow();

        assertThat(welcome.open()).isEqualTo(URI.create("http://localhost:8210/"));
        assertThat(welcome.token()).isEqualTo("exaplan_a-b");
        assertThat(welcome.commands()).hasSize(4).first().isEqualTo("export TOKEN=secret");
        assertThat(DemoWelcome.in(PRINTED.substring(0, PRINTED.indexOf("Ctrl-C"))))
                .isEmpty();
    }

    @Test
    void pastesTheLinesIntoAShell() throws IOException, InterruptedException {
        assertThat(DemoWelcome.in(PRINTED).orElseThrow().pasted(folder))
                .extracting(JsonNode::toString)
                .containsExactly("{\"said\":\"secret\"}", "{\"on\":\"two\"}");
    }

    @Test
    void aLineThatFailsIsNotOverlooked() {
        DemoWelcome welcome = DemoWelcome.in(PRINTED.replace("export TOKEN=secret", "curl http://127.0.0.1:1/"))
                .orElseThrow();

        assertThatThrownBy(() -> welcome.pasted(folder)).isInstanceOf(AssertionError.class);
    }
}
