package io.exaplan.agent.loop;

import io.exaplan.agent.plannerlink.BackOff;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures in a row: says each kind once, and how long to wait. Not for several threads. */
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final String cluster;
    private final BackOff backOff;
    private String last = "";

    Trouble(String cluster, BackOff backOff) {
        this.cluster = cluster;
        this.backOff = backOff;
    }

    /** One more failure. Returns how long to wait, at least as long as the planner asked. */
    Duration met(String problem, Optional<Duration> askedToWait) {
        Duration drawn = backOff.next();
        Duration wait = askedToWait.filter(asked -> asked.compareTo(drawn) > 0).orElse(drawn);
        if (!problem.equals(last)) {
            LOG.warn("{}: {} The cluster's runs go on; next try in {} ms.", cluster, problem, wait.toMillis());
            last = problem;
        }
        return wait;
    }

    void over() {
        if (!last.isEmpty()) {
            LOG.info("{}: the planner answers again.", cluster);
            last = "";
        }
        backOff.reset();
    }
}
