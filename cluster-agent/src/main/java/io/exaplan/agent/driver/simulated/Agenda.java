package io.exaplan.agent.driver.simulated;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What happens by itself, in plan time: at most one thing for each subject. */
final class Agenda {

    /** Whom it happens to. Things of one moment happen in this order. */
    enum Kind {
        NODE_REPAIR,
        MISHAP,
        RUN
    }

    record Subject(Kind kind, String id) {}

    record Due(Instant at, Subject subject) {
        private static final Comparator<Due> ORDER = Comparator.comparing(Due::at)
                .thenComparing(due -> due.subject().kind())
                .thenComparing(due -> due.subject().id());
    }

    private final TreeSet<Due> inOrder = new TreeSet<>(Due.ORDER);
    private final Map<Subject, Due> bySubject = new HashMap<>();

    void set(Subject subject, Optional<Instant> at) {
        Optional.ofNullable(bySubject.remove(subject)).ifPresent(inOrder::remove);
        at.map(instant -> new Due(instant, subject)).ifPresent(due -> {
            bySubject.put(subject, due);
            inOrder.add(due);
        });
    }

    Optional<Due> first() {
        return inOrder.isEmpty() ? Optional.empty() : Optional.of(inOrder.first());
    }
}
