package io.exaplan.server.planning;

import io.exaplan.engine.book.BookChange;
import io.exaplan.engine.book.Move;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.Placement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one turn decided: collected while the book changes, written in one transaction. */
final class Decisions {
    private record Change(ChangeReason reason, @Nullable Placement from) {}

    private final Map<Long, Change> changes = new TreeMap<>();
    private final Set<Long> touched = new TreeSet<>();
    private final Map<UUID, String> preemptions = new TreeMap<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final List<Integer> startedOn = new ArrayList<>();

    /** A job whose row is to be written even if its place stays. */
    void touch(long jobId) {
        touched.add(jobId);
    }

    /**
     * A job's place changed. Of several changes in a turn the first place and the most telling reason count: what a
     * person asked for before what followed from it.
     */
    void change(long jobId, ChangeReason reason, @Nullable Placement from) {
        touched.add(jobId);
        changes.merge(
                jobId,
                new Change(reason, from),
                (first, next) ->
                        new Change(first.reason.compareTo(next.reason) <= 0 ? first.reason : next.reason, first.from));
    }

    void moves(BookChange change) {
        moves(change.moves());
    }

    void moves(Collection<Move> moves) {
        moves.forEach(move -> change(move.jobId(), ChangeReason.of(move.reason()), move.from()));
    }

    void preempt(UUID runId, String reason) {
        preemptions.put(runId, reason);
    }

    void cut(Cut cut) {
        cuts.add(cut);
    }

    /** A job was started: it did not move, whatever happened to its plan in the moment before. */
    void started(ActiveRun run) {
        startedOn.add(run.partitionId());
        touched.add(run.jobId());
        Change change = changes.get(run.jobId());
        if (change != null && change.reason == ChangeReason.DELAYED) {
            changes.remove(run.jobId());
        }
    }

    Set<Long> touched() {
        return touched;
    }

    @Nullable
    ChangeReason reasonFor(long jobId) {
        Change change = changes.get(jobId);
        return change == null ? null : change.reason;
    }

    @Nullable
    Placement placeBefore(long jobId) {
        Change change = changes.get(jobId);
        return change == null ? null : change.from;
    }

    Map<UUID, String> preemptions() {
        return preemptions;
    }

    List<Cut> cuts() {
        return cuts;
    }

    /** The partition of each started job. */
    List<Integer> startedOn() {
        return startedOn;
    }

    boolean isEmpty() {
        return touched.isEmpty() && preemptions.isEmpty() && cuts.isEmpty();
    }
}
