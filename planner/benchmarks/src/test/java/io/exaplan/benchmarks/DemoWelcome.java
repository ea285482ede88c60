package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a demo prints for whoever started it.
 *
 * @param open where the page is
 * @param signIn the link that signs in at once
 * @param commands the lines for a shell, as they stand
 */
record DemoWelcome(URI open, URI signIn, List<String> commands) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OPEN = "Open ";
    private static final String SIGN_IN = "Sign in at once ";
    private static final String AS = "As ";
    private static final String END = "Ctrl-C ";

    /** Empty while not all of it is printed. */
    static Optional<DemoWelcome> in(String log) {
        List<String> lines = log.lines().map(String::strip).toList();
        int from = first(lines, AS);
        int until = first(lines, END);
        if (from < 0 || until < from) {
            return Optional.empty();
        }
        return Optional.of(new DemoWelcome(
                after(lines, OPEN),
                after(lines, SIGN_IN),
                lines.subList(from + 1, until).stream()
                        .filter(line -> !line.isEmpty())
                        .toList()));
    }

    String token() {
        return signIn.getFragment().replace("token=", "");
    }

    /** Runs the lines as a newcomer pastes them, in a shell whose curl fails on an error; answers the JSON they print. */
    List<JsonNode> pasted(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".curlrc"), "fail-with-body\nsilent\nshow-error\nwrite-out = \"\\n\"\n");
        Path out = folder.resolve("pasted.out");
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", String.join("\n", commands))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        shell.environment().put("HOME", folder.toString());
        shell.environment().put("CURL_HOME", folder.toString());
        Process pasted = shell.start();
        assertThat(pasted.waitFor(5, TimeUnit.MINUTES)).as("the lines end").isTrue();
        String said = Files.readString(out);
        assertThat(pasted.exitValue()).as(said).isZero();
        return said.lines().filter(line -> !line.isBlank()).map(JSON::readTree).toList();
    }

    private static URI after(List<String> lines, String start) {
        return URI.create(
                lines.get(first(lines, start)).substring(start.length()).strip());
    }

    private static int first(List<String> lines, String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        return -1;
    }
}
