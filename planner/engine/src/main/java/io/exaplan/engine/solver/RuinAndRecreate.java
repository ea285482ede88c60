package io.exaplan.engine.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A stretch of one partition is emptied and filled again, by density with a little chance, a few newcomers among them. */
final class RuinAndRecreate implements Proposal {
    private static final int MOST_RUINED = 12;
    private static final int NEWCOMERS = 4;
    private static final int LOOKS = 40;
    private static final double NOISE = 0.3;

    @Override
    public Optional<PlacementMove> propose(CityPlan plan, RandomGenerator random) {
        Dice dice = new Dice(plan, random);
        JobPlan seed = dice.job();
        if (seed.terms().eligible().isEmpty()) {
            return Optional.empty();
        }
        int partition = seed.placed()
                ? seed.partition()
                : dice.any(seed.terms().eligible().ids());
        List<JobPlan> stretch = dice.stretch(partition, 2 + random.nextInt(MOST_RUINED - 1));
        List<JobPlan> newcomers = dice.unplacedFor(partition, NEWCOMERS, LOOKS);
        Draft draft = new Draft(plan);
        stretch.forEach(draft::remove);
        List<JobPlan> order = new ArrayList<>(stretch);
        newcomers.stream().filter(job -> !stretch.contains(job)).forEach(order::add);
        shuffle(order, random);
        for (JobPlan job : order) {
            Set<Integer> partitions = dice.partitionsFor(job, 2);
            partitions.add(partition);
            draft.insert(job, partitions);
        }
        return draft.move();
    }

    private static void shuffle(List<JobPlan> jobs, RandomGenerator random) {
        Map<Long, Double> rank = new HashMap<>();
        for (JobPlan job : jobs) {
            rank.put(job.id(), job.terms().density() * Math.exp(NOISE * random.nextGaussian()));
        }
        jobs.sort(Comparator.comparingDouble((JobPlan job) -> -rank.getOrDefault(job.id(), 0.0))
                .thenComparingLong(JobPlan::id));
    }
}
