package io.exaplan.engine.replay.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the standard workload format (S. J. Chapin et al., "Benchmarks and standards for the evaluation of parallel job
 * schedulers", 1999): eighteen fields a line, comments after a semicolon.
 *
 * <p>What the format leaves open is settled as RLScheduler's reader settles it, so that job numbers mean the same: the wider of
 * allocated and requested processors counts, a run time below 0 counts as ten seconds, one of 0 leaves the job out, and jobs are
 * sorted by number.
 */
public final class SwfReader extends QueueLogReader {
    private static final int FIELDS = 18;
    private static final long UNKNOWN_RUN_TIME = 10;

    /** A hundred years: no log is longer, and sums of what is told stay whole numbers. */
    private static final long MOST_SECONDS = 36_525L * 86_400;

    private final List<Numbered> jobs = new ArrayList<>();
    private final Map<String, Integer> tenants = new LinkedHashMap<>();
    private int file;

    private record Numbered(int file, long number, LoggedJob job) {
        private static final Comparator<Numbered> ORDER =
                Comparator.comparingInt(Numbered::file).thenComparingLong(Numbered::number);
    }

    /** Reads a log that is no file; its lines are told by their numbers alone. */
    public QueueLog read(String text) {
        try (BufferedReader reader = new BufferedReader(new StringReader(text))) {
            read(reader, "");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return finished();
    }

    @Override
    void begin(Path path, int index) {
        file = index;
    }

    @Override
    void line(String line, int lineNumber) {
        if (line.isEmpty() || line.startsWith(";")) {
            return;
        }
        String[] fields = line.split("\\s+", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("%d fields, where the format has 18.".formatted(fields.length));
        }
        long number = whole(fields[0], "The job number");
        long submit = whole(fields[1], "The submit time");
        long seconds = whole(fields[3], "The run time");
        long devices = Math.max(
                whole(fields[4], "The number of allocated processors"),
                whole(fields[7], "The number of requested processors"));
        long requested = whole(fields[8], "The requested time");
        if (submit < 0 || devices > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Submitted at %d on %d processors.".formatted(submit, devices));
        }
        if (Math.max(submit, Math.max(seconds, requested)) > MOST_SECONDS) {
            throw new IllegalArgumentException(
                    "Submitted at %d, ran %d s of %d requested: more than %d s, a hundred years."
                            .formatted(submit, seconds, requested, MOST_SECONDS));
        }
        if (seconds == 0 || devices < 1) {
            leaveOut("job %d never ran (%d s on %d processors).".formatted(number, seconds, devices));
            return;
        }
        String user = file == 0 ? fields[11] : file + "/" + fields[11];
        int tenant = tenants.computeIfAbsent(user, name -> tenants.size());
        jobs.add(new Numbered(
                file,
                number,
                new LoggedJob(
                        fields[0],
                        tenant,
                        submit,
                        seconds < 0 ? UNKNOWN_RUN_TIME : seconds,
                        Math.max(0, requested),
                        (int) devices)));
    }

    @Override
    QueueLog log(List<String> leftOutLines) {
        jobs.sort(Numbered.ORDER);
        List<LoggedJob> sorted = jobs.stream().map(Numbered::job).toList();
        return new QueueLog(sorted, List.copyOf(tenants.keySet()), leftOutLines);
    }
}
