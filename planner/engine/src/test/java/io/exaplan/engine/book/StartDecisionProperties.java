package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.replay.queue.DecisionTimes;
import io.exaplan.engine.replay.queue.LoggedJob;
import io.exaplan.engine.replay.queue.MachineShape;
import io.exaplan.engine.replay.queue.QueueReplay;
import io.exaplan.engine.replay.queue.Ran;
import io.exaplan.engine.replay.queue.RunTimes;
import io.exaplan.engine.start.AnticipatingPolicy;
import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.Share;
import io.exaplan.engine.start.Start;
import io.exaplan.engine.start.StartPolicy;
import io.exaplan.engine.start.StartSettings;
import io.exaplan.engine.start.StartState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A stream of jobs on one partition, its starts decided by the policy the replays measure. */
class StartDecisionProperties {
    private static final int NODES = 6;
    private static final int DEVICES = 8;
    private static final long HORIZON = 40 * 86_400L;

    @Property(tries = 60)
    void decidesAsInTheReplay(@ForAll Objective objective, @ForAll long seed) {
        List<LoggedJob> jobs = jobs(new Random(seed), 60);
        Map<String, Long> replayed = new QueueReplay(
                        new MachineShape(NODES, DEVICES),
                        policy(objective),
                        RunTimes.EXACT,
                        () -> 0,
                        new DecisionTimes(),
                        0)
                .run(List.of(), jobs).stream()
                        .collect(Collectors.toMap(ran -> ran.job().id(), Ran::startSecond));

        Map<String, Long> planned = new Life(policy(objective), 0).run(jobs);

        assertThat(planned).isEqualTo(replayed);
    }

    @Test
    void decidesAsInTheReplayWhereJobsAreWorthTheSame() {
        decidesAsInTheReplay(Objective.WEIGHTED, 7139);
    }

    @Property(tries = 25)
    void keepsWhatItPromisedHalfAnHourAhead(@ForAll Objective objective, @ForAll long seed) {
        Life life = new Life(policy(objective), 1800);

        Map<String, Long> started = life.run(jobs(new Random(seed), 60));

        assertThat(started).hasSize(60);
        life.promised.forEach((job, second) -> assertThat(started.get(job)).isEqualTo(second));
    }

    @Test
    void theObjectiveDecidesWhoGoesFirst() {
        List<LoggedJob> jobs =
                List.of(job(0, 0, 7200, NODES * DEVICES), job(1, 10, 36_000, 8 * NODES), job(2, 20, 7200, 8 * NODES));
        Map<Objective, Map<String, Long>> started = new HashMap<>();
        for (Objective objective : List.of(Objective.WAIT, Objective.WEIGHTED)) {
            started.put(
                    objective,
                    new Life(policy(objective), 0).valuing(Map.of("j1", 1000.0)).run(jobs));
        }

        assertThat(started.get(Objective.WAIT)).containsEntry("j2", 7200L).containsEntry("j1", 14_400L);
        assertThat(started.get(Objective.WEIGHTED)).containsEntry("j1", 7200L).containsEntry("j2", 43_200L);
    }

    @Test
    void aHigherPriorityGoesFirstWhateverThePolicyWants() {
        Map<String, Long> started = new Life(policy(Objective.WAIT), 0)
                .urgent("j1")
                .run(List.of(
                        job(0, 0, 7200, NODES * DEVICES), job(1, 10, 36_000, 8 * NODES), job(2, 20, 7200, 8 * NODES)));

        assertThat(started).containsEntry("j1", 7200L).containsEntry("j2", 43_200L);
    }

    @Test
    void anotherTenantsQuotaIsNotTheirs() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 16))
                .tenant(1, "", 0, 0, 0)
                .tenant(2, "", 1000, 0, 0)
                .horizon(HORIZON)
                .build());
        book.letDecide(new StartDesk(policy(Objective.WAIT), StartDesk.RunTimes.STATED));

        book.insert(aJob(1).tenant(1).gang(1, 8).build());
        book.insert(aJob(2).tenant(2).gang(1, 8).build());
        book.decideStarts();

        assertThat(book.due(0)).extracting(due -> due.job().id()).containsExactly(2L);
    }

    @Test
    void nothingIsDueBeforeThePolicyWasAsked() {
        PlanBook book =
                new PlanBook(aProblem().partition(aPartition("north/h800", 8)).build());
        book.letDecide(new StartDesk(policy(Objective.WAIT), StartDesk.RunTimes.FORECAST));
        book.insert(aJob(1).gang(1, 8).build());

        assertThat(book.due(0)).isEmpty();
        book.decideStarts();
        assertThat(book.due(0)).hasSize(1);
        assertThat(book.decideStarts().moves()).isEmpty();
    }

    private static StartPolicy policy(Objective objective) {
        return new AnticipatingPolicy(new StartSettings(objective, 1, 4, 10, 3, 2, 50_000));
    }

    private static LoggedJob job(int number, long submit, long seconds, int devices) {
        return new LoggedJob("j" + number, number % 3, submit, seconds, 0, devices);
    }

    private static List<LoggedJob> jobs(Random random, int count) {
        List<LoggedJob> jobs = new ArrayList<>();
        long second = 0;
        for (int number = 0; number < count; number++) {
            second += 1 + random.nextInt(900);
            int devices = random.nextBoolean() ? 1 << random.nextInt(4) : 8 * (1 + random.nextInt(3));
            jobs.add(job(number, second, 1L + random.nextInt(random.nextBoolean() ? 600 : 20_000), devices));
        }
        return jobs;
    }

    /** The planning loop as far as starts go: all that is known of a second, then a decision, then what is due begins. */
    private static final class Life {
        private final PlanBook book;
        private final Map<Long, List<Share>> chosen = new HashMap<>();
        private final Map<String, Long> promised = new HashMap<>();
        private final TreeMap<Long, List<String>> ends = new TreeMap<>();
        private final Map<String, Long> started = new HashMap<>();
        private final StartPolicy policy;
        private final long frozen;
        private Map<String, Double> values = Map.of();
        private String urgent = "";

        Life(StartPolicy policy, long frozen) {
            this.policy = policy;
            this.frozen = frozen;
            book = new PlanBook(aProblem()
                    .partition(aPartition("north/h800", NODES * DEVICES).devicesPerNode(DEVICES))
                    .horizon(HORIZON)
                    .frozenUntil(frozen)
                    .build());
            StartDesk desk = new StartDesk(remembering(), StartDesk.RunTimes.STATED);
            desk.stands(1, List.of("n000", "n001", "n002", "n003", "n004", "n005"));
            book.letDecide(desk);
        }

        Life valuing(Map<String, Double> some) {
            values = some;
            return this;
        }

        Life urgent(String job) {
            urgent = job;
            return this;
        }

        /** Stands in for the node placer: runs stand where the policy meant them to. */
        private StartPolicy remembering() {
            return new StartPolicy() {
                @Override
                public List<Start> decide(StartState state) {
                    List<Start> starts = policy.decide(state);
                    starts.forEach(start -> chosen.put(start.jobId(), start.shares()));
                    return starts;
                }

                @Override
                public long lookAgainSecond(StartState state) {
                    return policy.lookAgainSecond(state);
                }
            };
        }

        Map<String, Long> run(List<LoggedJob> jobs) {
            int next = 0;
            while (started.size() < jobs.size()) {
                long comes = next < jobs.size() ? jobs.get(next).submitSecond() : Long.MAX_VALUE;
                long ended = ends.isEmpty() ? Long.MAX_VALUE : ends.firstKey();
                long now =
                        Math.min(Math.min(comes, ended), book.nextStartSecond().orElse(Long.MAX_VALUE));
                if (ended <= now) {
                    ends.remove(ended).forEach(book::runEnded);
                }
                book.advance(now);
                while (next < jobs.size() && jobs.get(next).submitSecond() <= now) {
                    insert(jobs.get(next++));
                }
                turn(now);
            }
            return started;
        }

        private void insert(LoggedJob job) {
            int workers = Math.max(1, job.devices() / DEVICES);
            JobFacts facts = aJob(Long.parseLong(job.id().substring(1)) + 1)
                    .tenant(job.tenant())
                    .gang(workers, job.devices() / workers)
                    .seconds(job.seconds())
                    .submitted(job.submitSecond())
                    .notBefore(job.submitSecond())
                    .value(values.getOrDefault(job.id(), (double) job.devices()))
                    .priority(job.id().equals(urgent) ? 9 : 0)
                    .build();
            book.insert(facts);
        }

        private void turn(long now) {
            book.decideStarts();
            book.placements().forEach((job, placement) -> {
                if (placement.startSecond() < now + frozen) {
                    promised.putIfAbsent(name(job), placement.startSecond());
                }
            });
            for (DueStart due : book.due(now)) {
                begin(due, now);
            }
            PlanningProblem snapshot = book.snapshot();
            assertThat(PlanChecker.checkPlan(snapshot, snapshot.current())).isEmpty();
        }

        private void begin(DueStart due, long now) {
            Placement placement = due.placement();
            long end = now + due.job().secondsOn("H800", placement.width()).orElseThrow();
            RunFacts run = new RunFacts(
                    name(due.job().id()),
                    due.job(),
                    placement,
                    end,
                    chosen.getOrDefault(due.job().id(), List.of()).stream()
                            .map(share -> "n%03d".formatted(share.node()))
                            .collect(Collectors.toSet()));
            book.runStarted(run);
            started.put(run.runId(), now);
            ends.computeIfAbsent(end, second -> new ArrayList<>()).add(run.runId());
        }

        private static String name(long jobId) {
            return "j" + (jobId - 1);
        }
    }
}
