package io.exaplan.engine.replay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.Share;
import io.exaplan.engine.start.StartSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class QueueReplayProperties {

    @Property(tries = 150)
    void everyJobStartsOnceAndNotBeforeItIsSubmitted(
            @ForAll QueuePolicy policy, @ForAll RunTimes runTimes, @ForAll World world, @ForAll long seed) {
        List<LoggedJob> jobs = jobs(new Random(seed), 40, 24);

        List<Ran> ran = replay(policy, runTimes, world, new MachineShape(6, 4), jobs);

        Set<String> left = new HashSet<>(jobs.stream().map(LoggedJob::id).toList());
        for (Ran one : ran) {
            assertThat(left.remove(one.job().id())).isTrue();
            assertThat(one.startSecond()).isGreaterThanOrEqualTo(one.job().submitSecond());
        }
        assertThat(left).isEmpty();
    }

    @Property(tries = 150)
    void noDeviceIsHeldTwice(
            @ForAll QueuePolicy policy,
            @ForAll RunTimes runTimes,
            @ForAll World world,
            @ForAll @IntRange(min = 1, max = 8) int devices,
            @ForAll long seed) {
        MachineShape shape = new MachineShape(6, devices);

        List<Ran> ran = replay(policy, runTimes, world, shape, jobs(new Random(seed), 40, shape.devices()));

        Map<Integer, TreeMap<Long, Integer>> changes = new HashMap<>();
        for (Ran one : ran) {
            for (Share share : one.shares()) {
                TreeMap<Long, Integer> node = changes.computeIfAbsent(share.node(), index -> new TreeMap<>());
                node.merge(one.startSecond(), share.devices(), Integer::sum);
                node.merge(one.endSecond(), -share.devices(), Integer::sum);
            }
        }
        for (TreeMap<Long, Integer> node : changes.values()) {
            int held = 0;
            for (int change : node.values()) {
                held += change;
                assertThat(held).isBetween(0, devices);
            }
        }
    }

    @Property(tries = 60)
    void comesToTheSameAgain(@ForAll QueuePolicy policy, @ForAll World world, @ForAll long seed) {
        MachineShape shape = new MachineShape(6, 4);
        List<LoggedJob> jobs = jobs(new Random(seed), 40, 24);

        assertThat(replay(policy, RunTimes.EXACT, world, shape, jobs))
                .isEqualTo(replay(policy, RunTimes.EXACT, world, shape, jobs));
    }

    @Property(tries = 100)
    void whereRunTimesAreKnownNoPromiseIsBroken(@ForAll @IntRange(max = 2000) int frozenSeconds, @ForAll long seed) {
        MachineShape shape = new MachineShape(6, 4);
        List<LoggedJob> jobs = jobs(new Random(seed), 40, 24);
        StartSettings settings = new StartSettings(Objective.WAIT, 1, 3, 10, 3, 2, 100_000);
        QueueReplay replay = new QueueReplay(
                shape,
                QueuePolicy.EXAPLAN.startPolicy(settings),
                RunTimes.EXACT,
                () -> 0,
                new DecisionTimes(),
                frozenSeconds);

        List<Ran> ran = replay.run(List.of(), jobs);

        assertThat(ran).hasSize(jobs.size());
        assertThat(replay.brokenPromises()).isZero();
    }

    @Property(tries = 200)
    void whereRunTimesAreGuessedPromisesMayBreakAndEverybodyStarts(
            @ForAll QueuePolicy policy, @ForAll @IntRange(max = 2000) int frozenSeconds, @ForAll long seed) {
        MachineShape shape = new MachineShape(6, 4);
        List<LoggedJob> jobs = jobs(new Random(seed), 40, 24);
        StartSettings settings = new StartSettings(Objective.WAIT, 1, 3, 10, 3, 2, 100_000);

        List<Ran> ran = new QueueReplay(
                        shape,
                        policy.startPolicy(settings),
                        RunTimes.ESTIMATED,
                        () -> 0,
                        new DecisionTimes(),
                        frozenSeconds)
                .run(List.of(), jobs);

        assertThat(ran).extracting(Ran::job).containsExactlyInAnyOrderElementsOf(jobs);
        assertThat(ran).allMatch(one -> one.waitSeconds() >= 0);
    }

    /** Whatever a job's true run time is, nothing that starts before its end has been could tell. */
    @Property(tries = 300)
    void whereRunTimesAreGuessedNobodyKnowsOneBeforeItsEnd(
            @ForAll QueuePolicy policy,
            @ForAll World world,
            @ForAll @IntRange(max = 39) int changed,
            @ForAll @IntRange(min = 1, max = 2000) int otherSeconds,
            @ForAll long seed) {
        MachineShape shape = new MachineShape(6, 4);
        List<LoggedJob> jobs = jobs(new Random(seed), 40, 24);
        LoggedJob job = jobs.get(changed);
        List<LoggedJob> others = new ArrayList<>(jobs);
        others.set(
                changed,
                new LoggedJob(
                        job.id(),
                        job.tenant(),
                        job.submitSecond(),
                        otherSeconds,
                        job.requestedSeconds(),
                        job.devices()));

        List<Ran> ran = replay(policy, RunTimes.ESTIMATED, world, shape, jobs);
        List<Ran> otherwise = replay(policy, RunTimes.ESTIMATED, world, shape, others);

        long known = Math.min(endOf(job.id(), ran), endOf(job.id(), otherwise));
        assertThat(startsBefore(known, ran)).isEqualTo(startsBefore(known, otherwise));
    }

    @Property(tries = 200)
    void underEasyNobodyWaitsLongerForThoseWhoCameLaterAsLongAsItIsFirst(@ForAll long seed) {
        MachineShape shape = new MachineShape(16, 1);
        List<LoggedJob> jobs = new ArrayList<>(jobs(new Random(seed), 12, 16));
        List<Ran> few = replay(QueuePolicy.EASY, RunTimes.EXACT, World.CLEAN, shape, jobs);
        Ran head = few.stream()
                .filter(ran -> ran.waitSeconds() > 0)
                .min(Comparator.comparingLong(ran -> ran.job().submitSecond()))
                .orElse(few.getFirst());
        jobs.removeIf(job -> job.submitSecond() > head.job().submitSecond());

        List<Ran> without = replay(QueuePolicy.EASY, RunTimes.EXACT, World.CLEAN, shape, jobs);

        assertThat(head.startSecond()).isEqualTo(startOf(head, without));
    }

    private static long startOf(Ran wanted, List<Ran> ran) {
        return ran.stream()
                .filter(one -> one.job().equals(wanted.job()))
                .findFirst()
                .orElseThrow()
                .startSecond();
    }

    private static long endOf(String id, List<Ran> ran) {
        return ran.stream()
                .filter(one -> one.job().id().equals(id))
                .findFirst()
                .orElseThrow()
                .endSecond();
    }

    private static Map<String, Long> startsBefore(long second, List<Ran> ran) {
        Map<String, Long> starts = new TreeMap<>();
        ran.stream()
                .filter(one -> one.startSecond() < second)
                .forEach(one -> starts.put(one.job().id(), one.startSecond()));
        return starts;
    }

    private static List<Ran> replay(
            QueuePolicy policy, RunTimes runTimes, World world, MachineShape shape, List<LoggedJob> jobs) {
        StartSettings settings = new StartSettings(Objective.SLOWDOWN, 1, 3, 10, 3, 2, 100_000);
        QueueLog log = new QueueLog(jobs, List.of(), List.of());
        return new QueueExperiment(shape, policy, settings, runTimes, world, List.of(), 0)
                .run(log, () -> 0, line -> {})
                .sequences()
                .getFirst()
                .ran();
    }

    private static List<LoggedJob> jobs(Random random, int count, int widest) {
        List<LoggedJob> jobs = new ArrayList<>();
        long second = 0;
        for (int number = 0; number < count; number++) {
            second += 1 + random.nextInt(60);
            long seconds = 1L + random.nextInt(random.nextBoolean() ? 20 : 1000);
            jobs.add(new LoggedJob(
                    "j" + number,
                    random.nextInt(3),
                    second,
                    seconds,
                    random.nextBoolean() ? 0 : seconds * 2,
                    1 + random.nextInt(random.nextBoolean() ? Math.max(1, widest / 4) : widest)));
        }
        return jobs;
    }
}
