package io.exaplan.engine.solver;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** One job to the earliest room among a few partitions. */
final class Relocation implements Proposal {
    private static final int PARTITIONS = 8;

    @Override
    public Optional<PlacementMove> propose(CityPlan plan, RandomGenerator random) {
        Dice dice = new Dice(plan, random);
        JobPlan job = dice.worstOf(4);
        Draft draft = new Draft(plan);
        draft.remove(job);
        draft.insert(job, dice.partitionsFor(job, PARTITIONS));
        return draft.move();
    }
}
