package io.exaplan.engine.book;

import io.exaplan.engine.model.Placement;
import java.util.List;

/** What became of a job that was brought to the book. */
public sealed interface Insertion {

    /**
     * It has a start.
     *
     * @param placement where and when
     * @param preempted ids of the runs that must end first; empty unless it goes before others
     * @param moved planned jobs that made room for it; empty unless it goes before others, and in a preview
     */
    record Placed(Placement placement, List<String> preempted, List<Move> moved) implements Insertion {
        public Placed {
            preempted = List.copyOf(preempted);
            moved = List.copyOf(moved);
        }
    }

    /**
     * It waits without a start; the book tries again whenever something changes.
     *
     * @param blockers all that keeps it, never empty
     */
    record Waiting(List<Blocker> blockers) implements Insertion {
        public Waiting {
            blockers = List.copyOf(blockers);
        }
    }
}
