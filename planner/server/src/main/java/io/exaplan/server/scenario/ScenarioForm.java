package io.exaplan.server.scenario;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.planning.PlanSnapshots;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads what is said of a scenario, against the world it is to be laid on. */
@Component
class ScenarioForm {
    private static final int LONGEST_DESCRIPTION = 2000;

    private final OverlayReader overlays;
    private final PlanSnapshots plans;
    private final MonthsAhead months;
    private final Promises promises;
    private final ScenarioSettings settings;

    ScenarioForm(
            OverlayReader overlays,
            PlanSnapshots plans,
            MonthsAhead months,
            Promises promises,
            ScenarioSettings settings) {
        this.overlays = overlays;
        this.plans = plans;
        this.months = months;
        this.promises = promises;
        this.settings = settings;
    }

    /** The world a scenario is laid on: its plan time, and how far it is planned. */
    @Schema(name = "ScenarioBase")
    record Base(Instant from, Instant until, int jobs) {}

    /** @param base what it is laid on as things are */
    record Read(Scenario.Stated stated, Base base) {}

    Read read(JsonForm form) {
        String name = form.required("name", Values.name(), "");
        String description = form.optional("description", Values.anyText(LONGEST_DESCRIPTION), "");
        Long version = form.orNull("planVersion", Values.wholeNumber(1, Long.MAX_VALUE / 2));
        Scenario.Mode mode = form.optional("mode", Values.oneOf(Scenario.Mode.class), Scenario.Mode.OPERATIONAL);
        Duration horizon = form.orNull("horizon", horizons(mode));
        JsonNode overlay = form.optional("changes", Values.json(), JsonNodeFactory.instance.arrayNode());
        Optional<PlanningProblem> base = version == null ? Optional.of(plans.live()) : plans.ofVersion(version);
        if (base.isEmpty()) {
            form.refuse("planVersion", "No problem is kept for this plan version; /api/v1/plans says which are.");
        }
        Optional<PlanningProblem> world = base.map(problem -> switch (mode) {
            case OPERATIONAL -> horizon == null ? problem : Worlds.ahead(problem, horizon);
            case STRATEGIC -> months.withoutDemand(problem, horizon);
        });
        List<Change> changes = world.map(problem ->
                        overlays.read(form, problem, promises.after(Instant.ofEpochSecond(problem.nowSecond())), mode))
                .orElse(List.of());
        form.finish();
        if (changes.stream().anyMatch(Change.LotsScaled.class::isInstance)) {
            // Only now are the lots worth adding up: it reads four weeks of jobs.
            base.ifPresent(problem -> overlays.refuseTooMany(form, months.of(problem, horizon), changes));
            form.finish();
        }
        return new Read(
                new Scenario.Stated(name, description, mode, version, horizon, overlay),
                world.map(problem -> new Base(
                                Instant.ofEpochSecond(problem.nowSecond()),
                                Instant.ofEpochSecond(problem.horizonSecond()),
                                problem.jobs().size()))
                        .orElseThrow());
    }

    private Value<Duration> horizons(Scenario.Mode mode) {
        return switch (mode) {
            case OPERATIONAL -> Values.duration(Duration.ofHours(1), settings.maxHorizon());
            case STRATEGIC -> Values.duration(Duration.ofDays(7), settings.maxStrategicHorizon());
        };
    }
}
