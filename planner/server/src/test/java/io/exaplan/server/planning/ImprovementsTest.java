package io.exaplan.server.planning;

import static io.exaplan.server.planning.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.engine.model.CostTerm;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.engine.solver.ImprovedPlan;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.planning.Improvements.Outcome;
import io.exaplan.server.security.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A short job waits behind a long one, both beyond the frozen window: swapping them saves nearly all of the waiting. */
@PlanningTest
class ImprovementsTest {
    private final TestCity city;
    private final ScriptedRuns runs;
    private final PlanningLoop loop;
    private final LeadershipKeeper leadership;
    private final PlanningMetrics metrics;
    private final PlanStore plans;
    private final PlanViews views;
    private final JobIntake intake;
    private final BookReader reader;
    private final MutableClock clock;
    private final Api api;
    private long longJob;
    private long shortJob;

    ImprovementsTest(
            TestCity city,
            ScriptedRuns runs,
            PlanningLoop loop,
            LeadershipKeeper leadership,
            PlanningMetrics metrics,
            PlanStore plans,
            PlanViews views,
            JobIntake intake,
            BookReader reader,
            MutableClock clock,
            Api api) {
        this.city = city;
        this.runs = runs;
        this.loop = loop;
        this.leadership = leadership;
        this.metrics = metrics;
        this.plans = plans;
        this.views = views;
        this.intake = intake;
        this.reader = reader;
        this.clock = clock;
        this.api = api;
    }

    @BeforeEach
    void aLongJobBeforeAShortOne() {
        String name = UUID.randomUUID().toString();
        city.aTenant(name);
        city.aPartition(name, name, 1);
        long running = city.submit(aJob("running").on(name));
        await().until(() -> runs.runOf(running).isPresent());
        longJob = city.submit(aJob("long").on(name).lasting(Duration.ofDays(3)));
        await().until(() -> city.startOf(longJob).isPresent());
        shortJob = city.submit(aJob("short").on(name).lasting(Duration.ofMinutes(5)));
        await().until(() -> city.startOf(shortJob).isPresent());
    }

    @Test
    void publishesABetterPlanAsANewVersionWithItsReceipt() throws Exception {
        long before = newestVersion();

        Outcome outcome = searching(CityPlanner.create()).improve();

        assertThat(outcome).isInstanceOf(Outcome.Published.class);
        assertThat(city.startOf(shortJob)).contains(clock.instant().plus(Duration.ofHours(1)));
        assertThat(city.reasonsOf(longJob)).containsExactly("SUBMITTED", "IMPROVED");
        PlanView plan = views.find(newestVersion()).orElseThrow();
        assertThat(plan.version()).isGreaterThan(before);
        assertThat(plan.cause()).isEqualTo("IMPROVEMENT");
        assertThat(plan.receipt().at("/operation").asString()).isEqualTo("improve");
        TermCost waiting = cost(plan, CostTerm.WAITING);
        assertThat(waiting.found()).isLessThan(waiting.before());
        assertThat(cost(plan, CostTerm.CHURN).found()).isPositive();
        assertThat(plan.costs().stream()
                        .filter(each -> each.level() == CostTerm.Level.SOFT)
                        .mapToLong(TermCost::cost)
                        .sum())
                .isEqualTo(-plan.score().soft());
        assertThat(new BookOpening(intake).open(reader.read()).outOfStep().touched())
                .isEmpty();
    }

    @Test
    void saysWhichRulesWhatRunsBreaksAndHidesTheValuesFromWhoMayNotSeeThem() throws Exception {
        int partition = city.partitionOf(longJob).orElseThrow();
        city.cordon(partition, 1);
        String wide = UUID.randomUUID().toString();
        int tenant = city.aTenant(wide);
        city.aPartition(wide, wide, 1);
        long holds = city.submit(aJob("holds").on(wide));
        await().until(() -> runs.runOf(holds).isPresent());
        await().until(() -> city.startOf(longJob).isEmpty());
        long last = city.submit(aJob("later").on(wide).lasting(Duration.ofDays(3)));
        await().until(() -> city.startOf(last).isPresent());
        long brief = city.submit(aJob("brief").on(wide).lasting(Duration.ofMinutes(5)));
        await().until(() -> city.startOf(brief).isPresent());

        assertThat(searching(CityPlanner.create()).improve()).isInstanceOf(Outcome.Published.class);

        String path = "/api/v1/plans/" + newestVersion();
        JsonNode seen = api.as(Role.VIEWER).get(path).body();
        JsonNode rule = seen.at("/broken/0");
        assertThat(seen.at("/broken").findValuesAsString("rule")).contains("DEVICE_CAPACITY");
        assertThat(seen.at("/broken")
                        .valueStream()
                        .filter(each -> !each.at("/overrun").asBoolean())
                        .mapToLong(each -> each.at("/times").asLong())
                        .sum())
                .isEqualTo(-seen.at("/score/hard").asLong());
        assertThat(rule.at("/example").asString()).contains("runs hold");
        JsonNode hidden = api.asMemberOf(tenant).get(path).body().at("/broken/0");
        assertThat(hidden.at("/rule")).isEqualTo(rule.at("/rule"));
        assertThat(hidden.at("/example").isNull()).isTrue();
        city.putBackInUse(partition);
    }

    private static TermCost cost(PlanView plan, CostTerm term) {
        return plan.costs().stream()
                .filter(each -> each.constraint() == term)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsTheSamePlanAgainFromTheReceipt() throws Exception {
        Outcome outcome = searching(CityPlanner.create()).improve();

        PlanView plan = views.find(((Outcome.Published) outcome).version()).orElseThrow();
        var problem = ProblemJson.read(views.problem(plan.version()).orElseThrow());
        int steps = plan.receipt().at("/steps").asInt();
        long seed = plan.receipt().at("/seed").asLong();
        ImprovedPlan again = CityPlanner.create().improve(problem, Budget.ofSteps(steps, seed));

        assertThat(again.score()).isEqualTo(plan.receipt().at("/score").asString());
        assertThat(again.placements().get(shortJob).startSecond())
                .isEqualTo(city.startOf(shortJob).orElseThrow().getEpochSecond());
    }

    @Test
    void publishesNothingThatBreaksARule() throws Exception {
        long before = newestVersion();
        CityPlanner careless = (problem, budget, listener) -> {
            Map<Long, Placement> all = new HashMap<>(problem.current());
            all.replaceAll((job, placement) -> new Placement(placement.partition(), problem.nowSecond(), 1));
            return new ImprovedPlan(problem, all, "too good to be true", 1);
        };

        Outcome outcome = searching(careless).improve();

        assertThat(outcome).isInstanceOf(Outcome.Declined.class);
        assertThat(newestVersion()).isEqualTo(before);
        assertThat(city.startOf(longJob)).contains(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void restsWhileNothingHasChangedSinceASearchThatFoundNothing() throws Exception {
        Improvements search =
                searching((problem, budget, listener) -> new ImprovedPlan(problem, problem.current(), "the same", 1));
        assertThat(search.improve()).isInstanceOf(Outcome.Declined.class);

        assertThat(search.improve()).isInstanceOfAny(Outcome.NothingToDo.class, Outcome.Declined.class);
    }

    private Improvements searching(CityPlanner planner) {
        ImprovementSettings settings =
                new ImprovementSettings(true, Duration.ofSeconds(1), 300, Duration.ofSeconds(20), 0.01, 0, 0);
        return new Improvements(loop, leadership, planner, settings, metrics);
    }

    private long newestVersion() {
        return plans.newestVersion().orElseThrow();
    }
}
