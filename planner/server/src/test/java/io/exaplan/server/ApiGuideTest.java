package io.exaplan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs every command of docs/api-guide.md, in order, in one shell. */
@ServerTest
class ApiGuideTest {

    private static final Path GUIDE = Path.of("../../docs/api-guide.md");

    private final Api api;
    private final Tokens tokens;

    ApiGuideTest(Api api, Tokens tokens) {
        this.api = api;
        this.tokens = tokens;
    }

    @Test
    void itsCommandsWorkAsTheyStand() throws IOException, InterruptedException {
        assumeTrue(installed("bash") && installed("curl"), "bash and curl are not both installed");
        Path script = Path.of("target/api-guide.sh");
        Path log = Path.of("target/api-guide.log");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "set -euo pipefail\n" + String.join("\n", commands()));

        ProcessBuilder shell = new ProcessBuilder("bash", script.toString());
        shell.environment().put("EXAPLAN_URL", api.uri("").toString());
        shell.environment()
                .put(
                        "TOKEN",
                        tokens.create(Role.ADMIN, "guide", null, null, null, "test")
                                .secret());
        Process run =
                shell.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = run.waitFor(2, TimeUnit.MINUTES);

        String said = Files.readString(log);
        assertThat(ended).as(said).isTrue();
        assertThat(run.exitValue()).as(said).isZero();
        assertThat(said)
                .contains("\"accepted\":2", "event: hello", "reservation.create")
                .doesNotContain("urn:exaplan:problem");
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        boolean within = false;
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("```")) {
                within = line.equals("```sh");
            } else if (within) {
                commands.add(line);
            }
        }
        return commands;
    }

    private static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
