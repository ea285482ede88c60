package io.exaplan.server.planning;

import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.checker.Violation;
import io.exaplan.engine.model.PlanningProblem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The independent judge at work. Whole versions are judged before they are published; the partitions that turns touched
 * are judged a few times a second, all that were touched since the last time. What runs cause by themselves is counted
 * and reported, anything else means that the book is wrong: it is given up before it is written.
 */
final class TurnCheck {
    private static final Logger log = LoggerFactory.getLogger(TurnCheck.class);
    private static final Duration EVERY = Duration.ofMillis(200);

    private final PlanningMetrics metrics;
    private final Rhythm rhythm = new Rhythm(EVERY);
    private final Set<Integer> touched = new HashSet<>();

    TurnCheck(PlanningMetrics metrics) {
        this.metrics = metrics;
    }

    void judge(Writes writes, BookState state) {
        writes.rows().forEach(row -> touched.add(row.placement().partition()));
        if (!touched.isEmpty() && rhythm.isDue()) {
            judge(state.book().snapshot(touched), state, metrics);
            touched.clear();
        }
    }

    /** Judges a plan that is to be published; answers the rules that are broken by what already runs. */
    static List<BrokenRule> judge(PlanningProblem plan, BookState state, PlanningMetrics metrics) {
        List<Violation> violations = PlanChecker.check(plan, plan.current(), state.leasedSeconds());
        List<Violation> wrong = wrong(violations, metrics);
        if (!wrong.isEmpty()) {
            throw new BookSpoilt(new IllegalStateException(wrong.getFirst().detail()));
        }
        return BrokenRule.of(violations);
    }

    /** Judges a plan that has no alternative, as nothing would be planned at all without it. */
    static List<BrokenRule> report(PlanningProblem plan, BookState state, PlanningMetrics metrics) {
        List<Violation> violations = PlanChecker.check(plan, plan.current(), state.leasedSeconds());
        wrong(violations, metrics);
        return BrokenRule.of(violations);
    }

    private static List<Violation> wrong(List<Violation> violations, PlanningMetrics metrics) {
        List<Violation> wrong =
                violations.stream().filter(violation -> !violation.inherited()).toList();
        metrics.judged(BrokenRule.Tally.of(violations));
        if (!wrong.isEmpty()) {
            log.error("ALERT: the plan breaks {} rules, the first: {}", wrong.size(), wrong.getFirst());
        }
        return wrong;
    }
}
