package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.QueueExperiment.Sequence;
import io.exaplan.engine.replay.queue.Ran;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line for each job that was replayed: id, submit, start, end, and its nodes as {@code name:devices}, several parted by a
 * semicolon. Each sequence of a log has a machine of its own, so the names of its nodes begin with where it starts.
 */
final class JobsCsv {
    private JobsCsv() {}

    static void write(Path file, List<Sequence> sequences) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("id,submit,start,end,nodes\n");
            for (Sequence sequence : sequences) {
                String machine = sequences.size() == 1 ? "" : "s%d-".formatted(sequence.start());
                for (Ran ran : sequence.ran()) {
                    writer.write(line(ran, machine));
                }
            }
        }
    }

    private static String line(Ran ran, String machine) {
        String nodes = ran.shares().stream()
                .map(share -> "%sn%d:%d".formatted(machine, share.node(), share.devices()))
                .collect(Collectors.joining(";"));
        return "%s,%d,%d,%d,%s\n"
                .formatted(ran.job().id(), ran.job().submitSecond(), ran.startSecond(), ran.endSecond(), nodes);
    }
}
