package io.exaplan.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the simulated worlds themselves what was created in them. */
final class WorldAudit {

    private WorldAudit() {}

    static JsonNode of(List<Path> worlds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Checkout.root().resolve("bin/exaplan-agent").toString(), "simulate", "audit"));
        worlds.forEach(world -> command.add(world.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return verdict(command, process.waitFor(), answer);
    }

    /** Exit code 1 is an audit's too: some run was doubled. Only one that says nothing has failed. */
    static JsonNode verdict(List<String> command, int exitCode, String answer) throws IOException {
        if (exitCode > 1 || answer.isBlank()) {
            throw new IOException("%s ended with %d: %s".formatted(command, exitCode, answer));
        }
        return JsonMapper.shared().readTree(answer.lines().toList().getLast());
    }
}
