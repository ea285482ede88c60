package io.exaplan.server.scenario;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.planning.PlanSnapshots;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import java.time.Duration;
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
    private final ScenarioSettings settings;

    ScenarioForm(OverlayReader overlays, PlanSnapshots plans, ScenarioSettings settings) {
        this.overlays = overlays;
        this.plans = plans;
        this.settings = settings;
    }

    Scenario.Stated read(JsonForm form) {
        String name = form.required("name", Values.name(), "");
        String description = form.optional("description", Values.anyText(LONGEST_DESCRIPTION), "");
        Long version = form.orNull("planVersion", Values.wholeNumber(1, Long.MAX_VALUE / 2));
        Duration horizon = form.orNull("horizon", Values.duration(Duration.ofHours(1), settings.maxHorizon()));
        JsonNode changes = form.optional("changes", Values.json(), JsonNodeFactory.instance.arrayNode());
        Optional<PlanningProblem> base = version == null ? Optional.of(plans.live()) : plans.ofVersion(version);
        if (base.isEmpty()) {
            form.refuse("planVersion", "No problem is kept for this plan version; /api/v1/plans says which are.");
        }
        base.ifPresent(problem -> overlays.read(form, problem));
        form.finish();
        return new Scenario.Stated(name, description, version, horizon, changes);
    }
}
