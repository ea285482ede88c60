package io.exaplan.server.replay;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.queue.WorkQueue;
import io.exaplan.server.queue.WorkState;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with replays, with its trace in the audit log. */
@Component
class ReplayDesk {
    private final ReplayStore replays;
    private final WorkQueue queue;
    private final ReplayEvents events;
    private final AuditLog audit;

    ReplayDesk(ReplayStore replays, WorkQueue queue, ReplayEvents events, AuditLog audit) {
        this.replays = replays;
        this.queue = queue;
        this.events = events;
        this.audit = audit;
    }

    Page<Replay> page(@Nullable WorkState state, PageRequest page) {
        return replays.page(state, page);
    }

    Replay find(long id) {
        return replays.find(id).orElseThrow(() -> Problem.notFound("replay", id));
    }

    /** Puts a replay into the queue. The audit holds all but the workload, which the replay keeps. */
    @Transactional
    public long ask(ReplayForm.Read read, String by) {
        long id = replays.insert(read, by);
        queue.put(ReplayQueue.KIND, id);
        audit.record(by, "replay.create", subject(id), null, ReplayView.of(find(id)), null);
        events.changed(id);
        return id;
    }

    /** One that has ended stays as it is. */
    @Transactional
    public Replay cancel(Replay replay, String by, @Nullable String reason) {
        if (!replays.askToCancel(replay.id())) {
            return find(replay.id());
        }
        Replay after = find(replay.id());
        audit.record(by, "replay.cancel", subject(replay.id()), replay.state(), after.state(), reason);
        events.changed(replay.id());
        return after;
    }

    @Transactional
    public void delete(Replay replay, String by) {
        if (!replays.deleteEnded(replay.id())) {
            Replay now = find(replay.id());
            throw Problem.conflict(
                    "not-ended",
                    "state",
                    now.state(),
                    "The replay (%d) is %s.\nCancel it, and delete it once it has ended."
                            .formatted(now.id(), now.state()));
        }
        audit.record(by, "replay.delete", subject(replay.id()), ReplayView.of(replay), null, null);
    }

    private static String subject(long id) {
        return "replay/" + id;
    }
}
