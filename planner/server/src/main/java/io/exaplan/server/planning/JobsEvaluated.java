package io.exaplan.server.planning;

import io.exaplan.server.web.Change;
import java.util.List;

/** The plan has taken these jobs, as they were read, into account. */
public record JobsEvaluated(List<Long> jobIds) implements Change {
    /** What fits a notification. */
    static final int MOST = 400;

    public JobsEvaluated {
        jobIds = List.copyOf(jobIds);
    }
}
