package io.exaplan.server.demo;

import io.exaplan.server.database.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** What a demo must still know when it is started again: the members' tokens and how far the arrivals have got. */
final class DemoNotebook {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private Page page;

    private record Page(Map<String, String> tokens, long submitted) {
        Page {
            tokens = Map.copyOf(tokens);
        }
    }

    private DemoNotebook(Path file, Page page) {
        this.file = file;
        this.page = page;
    }

    static DemoNotebook open(Path file) throws IOException {
        Page page = Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), Page.class) : new Page(Map.of(), 0);
        return new DemoNotebook(file, page);
    }

    /** The token of a member of this tenant, empty when none was made yet. */
    synchronized Optional<String> token(String tenant) {
        return Optional.ofNullable(page.tokens().get(tenant));
    }

    synchronized void remember(String tenant, String token) {
        Map<String, String> tokens = new HashMap<>(page.tokens());
        tokens.put(tenant, token);
        write(new Page(tokens, page.submitted()));
    }

    /** How many of the arrivals have been submitted. */
    synchronized long submitted() {
        return page.submitted();
    }

    synchronized void submittedOneMore() {
        write(new Page(page.tokens(), page.submitted() + 1));
    }

    private void write(Page next) {
        try {
            PrivateFile.write(file, JSON.writeValueAsString(next));
            page = next;
        } catch (IOException e) {
            throw new UncheckedIOException("The demo cannot write %s.\nIs the disk full?".formatted(file), e);
        }
    }
}
