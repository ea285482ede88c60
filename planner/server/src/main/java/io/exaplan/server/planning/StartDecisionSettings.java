package io.exaplan.server.planning;

import io.exaplan.engine.book.StartDesk;
import io.exaplan.engine.start.AnticipatingPolicy;
import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.StartSettings;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who decides which waiting training jobs of a partition start next, within the order of priorities.
 *
 * @param objective what starting well means
 * @param runTimes what is taken for run times: what jobs state, or what their tenant's last jobs let one expect
 * @param longestWait a job that has waited longer goes before all others of its priority
 * @param futures how many possible futures are looked at where gangs are wide for their partition; 0 for none
 * @param reservations for how many jobs that do not fit yet nodes are kept
 * @param seed of the futures that are drawn
 */
@ConfigurationProperties("exaplan.planning.starts")
record StartDecisionSettings(
        @DefaultValue("planned") Aim objective,
        @DefaultValue("stated") StartDesk.RunTimes runTimes,
        @DefaultValue("2d") Duration longestWait,
        @DefaultValue("16") int futures,
        @DefaultValue("2") int reservations,
        @DefaultValue("1") long seed) {
    private static final int ARRIVALS = 60;
    private static final int ROUNDS = 4;

    /** What is wanted little of. */
    enum Aim {
        /** Nothing in particular: jobs start as they are planned, by earliest fit and search. */
        PLANNED,
        /** Seconds waited. */
        WAIT,
        /** Seconds waited in proportion to the run time. */
        SLOWDOWN,
        /** Seconds waited, by the value of the job. */
        WEIGHTED,
        /** Slowdown, tenants that were slowed down more going first. */
        FAIR
    }

    StartDecisionSettings {
        if (longestWait.toSeconds() < 1 || futures < 0 || reservations < 0) {
            throw new IllegalArgumentException(
                    "exaplan.planning.starts: longest-wait %s, futures %d, reservations %d.\nThe wait must be at least a second, the others not negative."
                            .formatted(longestWait, futures, reservations));
        }
    }

    /** Who is asked; empty where jobs start as they are planned. */
    Optional<StartDesk> desk() {
        return switch (objective) {
            case PLANNED -> Optional.empty();
            case WAIT -> Optional.of(desk(Objective.WAIT));
            case SLOWDOWN -> Optional.of(desk(Objective.SLOWDOWN));
            case WEIGHTED -> Optional.of(desk(Objective.WEIGHTED));
            case FAIR -> Optional.of(desk(Objective.FAIR));
        };
    }

    private StartDesk desk(Objective wanted) {
        StartSettings settings =
                new StartSettings(wanted, seed, futures, ARRIVALS, ROUNDS, reservations, longestWait.toSeconds());
        return new StartDesk(new AnticipatingPolicy(settings), runTimes);
    }
}
