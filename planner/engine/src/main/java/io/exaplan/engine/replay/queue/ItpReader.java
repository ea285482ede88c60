package io.exaplan.engine.replay.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Reads logs with the columns {@code job_id, submission_time, duration, num_gpu}, found by their names in the first line. Each
 * file is a tenant; all are on common time.
 */
public final class ItpReader extends QueueLogReader {
    private static final List<String> COLUMNS = List.of("job_id", "submission_time", "duration", "num_gpu");

    private final List<LoggedJob> jobs = new ArrayList<>();
    private final List<String> tenants = new ArrayList<>();
    private int[] places = {};

    @Override
    void begin(Path file, int index) {
        tenants.add(file.getFileName().toString().replaceFirst("\\.[^.]*$", ""));
        places = new int[0];
    }

    @Override
    void line(String line, int number) {
        if (number == 1) {
            header(line);
        } else if (!line.isEmpty() && places.length > 0) {
            job(line.split(",", -1));
        }
    }

    private void header(String line) {
        List<String> names =
                Arrays.stream(line.split(",", -1)).map(String::strip).toList();
        int[] found = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        for (int index = 0; index < found.length; index++) {
            if (found[index] < 0) {
                throw new IllegalArgumentException(
                        "There is no column %s, only (%s).".formatted(COLUMNS.get(index), line));
            }
        }
        places = found;
    }

    private void job(String[] fields) {
        for (int place : places) {
            if (place >= fields.length) {
                throw new IllegalArgumentException("%d fields are too few.".formatted(fields.length));
            }
        }
        String id = fields[places[0]].strip();
        long submit = whole(fields[places[1]].strip(), "submission_time");
        long seconds = whole(fields[places[2]].strip(), "duration");
        long devices = whole(fields[places[3]].strip(), "num_gpu");
        if (submit < 0 || devices > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Submitted at %d on %d devices.".formatted(submit, devices));
        }
        if (seconds < 1 || devices < 1) {
            leaveOut("job %s never ran (%d s on %d devices).".formatted(id, seconds, devices));
            return;
        }
        jobs.add(new LoggedJob(id, tenants.size() - 1, submit, seconds, 0, (int) devices));
    }

    @Override
    QueueLog log(List<String> leftOutLines) {
        jobs.sort(Comparator.comparingLong(LoggedJob::submitSecond));
        return new QueueLog(jobs, tenants, leftOutLines);
    }
}
