package io.exaplan.engine.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses which jobs start by playing futures forward, the jobs known and those that might come (rollout: D. P. Bertsekas, J.
 * N. Tsitsiklis and C. Wu, "Rollout algorithms for combinatorial optimization", 1997). First the headroom that serves the
 * futures best, as the rule to go on with; then, from the jobs that rule would start, changes by one job or to another rule's
 * jobs, as long as one is surely better ({@link SafeChoice}).
 */
final class Lookahead {
    /** How many jobs are tried beside those of a candidate, the most urgent ones. */
    private static final int ADDED = 12;

    private final Outlook present;
    private final Outlook scratch;
    private final Future[] futures;
    private final StartSettings settings;
    private final Urgency urgency;

    /** @param present the machine as it is, with the jobs that wait, by index */
    Lookahead(Outlook present, Arrivals past, StartSettings settings, Urgency urgency, RandomGenerator random) {
        this.present = present;
        this.scratch = present.another();
        this.settings = settings;
        this.urgency = urgency;
        this.futures = Future.draw(
                        past, settings.futures(), settings.arrivals(), past.silence(present.second()), random)
                .toArray(Future[]::new);
    }

    /** The jobs to start, by index. */
    int[] choose(List<Headroom> rules) {
        Headroom rule = bestRule(rules);
        SafeChoice<int[]> choice =
                new SafeChoice<>(startsOf(rule), settings.futures(), (starts, future) -> cost(starts, future, rule));
        List<int[]> tried = new ArrayList<>();
        tried.add(choice.best());
        choice.improve(unseen(rules.stream().map(this::startsOf).toList(), tried));
        for (int round = 1; round < settings.rounds(); round++) {
            if (!choice.improve(unseen(neighbours(choice.best()), tried))) {
                break;
            }
        }
        return choice.best();
    }

    private Headroom bestRule(List<Headroom> rules) {
        Headroom best = rules.getFirst();
        double least = Double.MAX_VALUE;
        for (Headroom rule : rules) {
            double sum = 0;
            for (Future future : futures) {
                scratch.set(present);
                scratch.startBy(rule, null);
                sum += playOn(future, rule);
            }
            if (sum < least) {
                least = sum;
                best = rule;
            }
        }
        return best;
    }

    private int[] startsOf(Headroom rule) {
        scratch.set(present);
        int[] started = new int[present.waiting()];
        int[] starts = Arrays.copyOf(started, scratch.startBy(rule, started));
        Arrays.sort(starts);
        return starts;
    }

    private double cost(int[] starts, int future, Headroom rule) {
        scratch.set(present);
        scratch.start(starts);
        return playOn(futures[future], rule);
    }

    private double playOn(Future future, Headroom rule) {
        int come = 0;
        long next = future.length() == 0 ? Long.MAX_VALUE : present.second() + future.gap(0);
        while (come < future.length()) {
            long second = next;
            if (scratch.waiting() > 0 && scratch.running() > 0) {
                second = Math.min(second, scratch.nextEnd());
            }
            scratch.at(second);
            int came = 0;
            while (next == second && come < future.length()) {
                came += arrives(future.seconds(come), future.devices(come), second) ? 1 : 0;
                come++;
                next = come < future.length() ? second + future.gap(come) : Long.MAX_VALUE;
            }
            if (came == 1) {
                scratch.startNewcomerBy(rule);
            } else {
                scratch.startBy(rule, null);
            }
        }
        scratch.drain();
        return scratch.cost();
    }

    private boolean arrives(long seconds, int devices, long second) {
        if (devices > scratch.usable()) {
            return false;
        }
        double perSecond = urgency.perSecond(seconds);
        double key = urgency.key(seconds, devices, perSecond);
        scratch.wait(-1, key, perSecond, second + urgency.free(seconds), seconds, devices);
        return true;
    }

    private List<int[]> neighbours(int[] starts) {
        List<int[]> neighbours = new ArrayList<>();
        for (int left = 0; left < starts.length; left++) {
            int[] fewer = new int[starts.length - 1];
            System.arraycopy(starts, 0, fewer, 0, left);
            System.arraycopy(starts, left + 1, fewer, left, fewer.length - left);
            neighbours.add(fewer);
        }
        scratch.set(present);
        scratch.start(starts);
        int[] fitting = scratch.fitting();
        for (int job : Arrays.copyOf(fitting, Math.min(ADDED, fitting.length))) {
            int[] more = Arrays.copyOf(starts, starts.length + 1);
            more[starts.length] = job;
            Arrays.sort(more);
            neighbours.add(more);
        }
        return neighbours;
    }

    /** Those not looked at before; none that leaves an idle machine idle where nobody is expected. */
    private List<int[]> unseen(List<int[]> candidates, List<int[]> tried) {
        List<int[]> unseen = new ArrayList<>();
        boolean nobodyExpected = futures[0].length() == 0;
        for (int[] candidate : candidates) {
            boolean idle = nobodyExpected && candidate.length == 0 && present.running() == 0;
            if (!idle && tried.stream().noneMatch(other -> Arrays.equals(other, candidate))) {
                tried.add(candidate);
                unseen.add(candidate);
            }
        }
        return unseen;
    }
}
