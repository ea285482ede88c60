package io.exaplan.server.scenario;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.queue.WorkQueue;
import io.exaplan.server.queue.WorkState;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with scenarios and their runs, with its trace in the audit log. */
@Component
class ScenarioDesk {
    private final ScenarioStore scenarios;
    private final ScenarioRunStore runs;
    private final WorkQueue queue;
    private final ScenarioEvents events;
    private final AuditLog audit;

    ScenarioDesk(
            ScenarioStore scenarios, ScenarioRunStore runs, WorkQueue queue, ScenarioEvents events, AuditLog audit) {
        this.scenarios = scenarios;
        this.runs = runs;
        this.queue = queue;
        this.events = events;
        this.audit = audit;
    }

    Page<Scenario> page(PageRequest page, ListFilter filter) {
        return scenarios.page(page, filter);
    }

    Scenario find(int id) {
        return scenarios.find(id).orElseThrow(() -> Problem.notFound("scenario", id));
    }

    @Transactional
    public int create(Scenario.Stated stated, String by) {
        requireFree(stated.name(), 0);
        int id = scenarios.insert(stated, by);
        audit.record(by, "scenario.create", "scenario/" + id, null, stated, null);
        return id;
    }

    @Transactional
    public Scenario update(Scenario before, long version, Scenario.Stated stated, String by) {
        requireFree(stated.name(), before.id());
        if (!scenarios.update(before.id(), version, stated)) {
            throw changedMeanwhile(before);
        }
        audit.record(by, "scenario.update", "scenario/" + before.id(), before, stated, null);
        return find(before.id());
    }

    @Transactional
    public void delete(Scenario before, long version, String by) {
        if (!scenarios.delete(before.id(), version)) {
            throw changedMeanwhile(before);
        }
        audit.record(by, "scenario.delete", "scenario/" + before.id(), before, null, null);
    }

    /** Puts a run into the queue. */
    @Transactional
    public long ask(Scenario scenario, List<Long> seeds, int steps, String by) {
        long id = runs.insert(scenario, seeds, steps, by);
        queue.put(ScenarioQueue.KIND, id);
        audit.record(by, "scenario.run", "scenario/" + scenario.id(), null, Map.of("run", id), null);
        events.changed(runs.find(id).orElseThrow(), WorkState.QUEUED, 0);
        return id;
    }

    ScenarioRun run(long id) {
        return runs.find(id).orElseThrow(() -> Problem.notFound("scenario run", id));
    }

    @Transactional
    public ScenarioRun cancel(ScenarioRun run, String by, @Nullable String reason) {
        runs.askToCancel(run.id());
        ScenarioRun after = run(run.id());
        audit.record(by, "scenario-run.cancel", "scenario-run/" + run.id(), run.state(), after.state(), reason);
        events.changed(after, after.state(), after.progress().solvesDone());
        return after;
    }

    private void requireFree(String name, int otherThan) {
        if (scenarios.named(name, otherThan)) {
            throw Problem.nameTaken("scenario", name);
        }
    }

    private static Problem changedMeanwhile(Scenario scenario) {
        return EntityTag.outdated("scenario", scenario.name());
    }
}
