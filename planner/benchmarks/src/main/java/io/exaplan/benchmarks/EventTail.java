package io.exaplan.benchmarks;

import io.exaplan.server.demo.PlannerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Reads the planner's events as they come, and notes when each run of one type of event was told. */
final class EventTail implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Stream<String> lines;
    private volatile boolean closed;

    private EventTail(Stream<String> lines) {
        this.lines = lines;
    }

    static EventTail open(PlannerClient planner, String type, Map<String, Long> told)
            throws IOException, InterruptedException {
        EventTail tail = new EventTail(planner.events());
        Thread.ofVirtual().start(() -> tail.read(type, told));
        return tail;
    }

    private void read(String type, Map<String, Long> told) {
        String[] event = {""};
        try {
            follow(event, type, told);
        } catch (UncheckedIOException cut) {
            if (!closed) {
                throw cut;
            }
        }
    }

    private void follow(String[] event, String type, Map<String, Long> told) {
        lines.forEach(line -> {
            if (line.startsWith("event: ")) {
                event[0] = line.substring(7);
            } else if (line.startsWith("data: ") && event[0].equals(type)) {
                told.putIfAbsent(JSON.readTree(line.substring(6)).path("run").asString(), System.nanoTime());
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        lines.close();
    }
}
