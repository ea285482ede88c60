package io.exaplan.server.scenario;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.planning.PlanSnapshots;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Offence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the two worlds of a seed: the same base, run and seed always give the same problems. */
@Component
class Worlds {
    private final ScenarioRunStore runs;
    private final PlanSnapshots plans;
    private final OverlayReader overlays;
    private final MonthsAhead months;
    private final Promises promises;
    private final JsonMapper json;

    Worlds(
            ScenarioRunStore runs,
            PlanSnapshots plans,
            OverlayReader overlays,
            MonthsAhead months,
            Promises promises,
            JsonMapper json) {
        this.runs = runs;
        this.plans = plans;
        this.overlays = overlays;
        this.months = months;
        this.promises = promises;
        this.json = json;
    }

    /** A world, what is promised in it, and the devices that come and go. */
    record Laid(PlanningProblem problem, List<Promise> promises, Stock stock) {
        Laid {
            promises = List.copyOf(promises);
        }
    }

    /** An overlay that cannot be laid on its base any more. */
    static final class Unfit extends RuntimeException {
        Unfit(String message) {
            super(message);
        }
    }

    /** The base of a run: as it was kept, or taken now and kept. */
    PlanningProblem base(ScenarioRun run) {
        return runs.base(run.id()).orElseGet(() -> {
            Long version = run.planVersion();
            PlanningProblem taken = version == null
                    ? plans.live()
                    : plans.ofVersion(version)
                            .orElseThrow(() -> new Unfit(
                                    "The problem of plan version %d is not kept any longer.\nMaybe base it on another version."
                                            .formatted(version)));
            Duration horizon = run.horizon();
            PlanningProblem base = switch (run.mode()) {
                case OPERATIONAL -> horizon == null ? taken : ahead(taken, horizon);
                case STRATEGIC -> months.of(taken, horizon);
            };
            runs.keepBase(run.id(), base, promises.after(Instant.ofEpochSecond(base.nowSecond())));
            return base;
        });
    }

    /** The world of one side with a seed. */
    Laid world(ScenarioRun run, PlanningProblem base, ScenarioRun.Side side, long seed) {
        List<Promise> promised = runs.promises(run.id());
        World world = new World(base, promised, seed);
        return switch (side) {
            case BASELINE -> new Laid(base, promised, world.stock());
            case SCENARIO -> {
                changes(run, base, promised).forEach(change -> change.on(world));
                yield new Laid(world.problem(), world.promises(), world.stock());
            }
        };
    }

    private List<Change> changes(ScenarioRun run, PlanningProblem base, List<Promise> promised) {
        JsonForm form = JsonForm.of(json.createObjectNode().set("changes", run.changes()));
        List<Change> changes = overlays.read(form, base, promised, run.mode());
        List<Offence> offences = form.offences();
        if (!offences.isEmpty()) {
            throw new Unfit(offences.stream()
                    .map(offence -> "%s (%s): %s".formatted(offence.field(), offence.value(), offence.message()))
                    .collect(Collectors.joining("\n")));
        }
        return changes;
    }

    /** The same world, planned so far ahead. */
    static PlanningProblem ahead(PlanningProblem problem, Duration horizon) {
        return new PlanningProblem(
                problem.nowSecond(),
                problem.nowSecond() + horizon.toSeconds(),
                problem.frozenUntilSecond(),
                problem.zone(),
                problem.partitions(),
                problem.tenants(),
                problem.jobs(),
                problem.runs(),
                problem.cuts(),
                problem.current(),
                problem.settings(),
                problem.reservations(),
                problem.budgets(),
                problem.datasets(),
                problem.targets());
    }
}
