package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.BadLogException;
import io.exaplan.engine.replay.queue.BadLogException.BadLine;
import io.exaplan.engine.replay.queue.QueueLog;
import io.exaplan.engine.replay.queue.SwfReader;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Value;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A workload as text in the standard workload format. Lines that are not of the format are told by their numbers. */
final class SwfValue implements Value<SwfValue.Workload> {
    private static final int LINES_TOLD = 20;

    private final int mostJobs;

    SwfValue(int mostJobs) {
        this.mostJobs = mostJobs;
    }

    /** What was stated, and what it says. */
    record Workload(String swf, QueueLog log) {
        static final Workload NONE = new Workload("", new QueueLog(List.of(), List.of(), List.of()));
    }

    @Override
    public Optional<Workload> read(JsonNode node, String path, List<Offence> offences) {
        if (!node.isString()) {
            offences.add(new Offence(path, null, "State the lines of a log in the standard workload format, as text."));
            return Optional.empty();
        }
        String swf = node.stringValue();
        try {
            QueueLog log = new SwfReader().read(swf);
            int jobs = log.jobs().size();
            if (jobs >= 1 && jobs <= mostJobs) {
                return Optional.of(new Workload(swf, log));
            }
            offences.add(new Offence(
                    path,
                    "%d jobs".formatted(jobs),
                    "State 1 to %d jobs that ran (exaplan.replay.max-jobs).".formatted(mostJobs)));
        } catch (BadLogException bad) {
            tell(bad.lines(), path, offences);
        }
        return Optional.empty();
    }

    private static void tell(List<BadLine> lines, String path, List<Offence> offences) {
        for (BadLine line : lines.subList(0, Math.min(LINES_TOLD, lines.size()))) {
            offences.add(new Offence(
                    path, line.text(), "Line %d is not of the format. %s".formatted(line.number(), line.why())));
        }
        if (lines.size() > LINES_TOLD) {
            offences.add(new Offence(
                    path, null, "Beside these, %d lines are not of the format.".formatted(lines.size() - LINES_TOLD)));
        }
    }
}
