package io.exaplan.engine.solver;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Two jobs change the order in which they choose: the one that came later first, where the other stood. */
final class Swap implements Proposal {
    @Override
    public Optional<PlacementMove> propose(CityPlan plan, RandomGenerator random) {
        Dice dice = new Dice(plan, random);
        JobPlan first = dice.worstOf(4);
        if (first.terms().eligible().isEmpty()) {
            return Optional.empty();
        }
        int partition = dice.any(first.terms().eligible().ids());
        JobPlan second = dice.jobOn(partition);
        return second == null || second == first ? Optional.empty() : swap(plan, dice, first, second);
    }

    private static Optional<PlacementMove> swap(CityPlan plan, Dice dice, JobPlan first, JobPlan second) {
        int there = second.partition();
        Draft draft = new Draft(plan);
        draft.remove(first);
        draft.remove(second);
        draft.insert(first, List.of(there));
        Set<Integer> elsewhere = dice.partitionsFor(second, 4);
        elsewhere.add(there);
        if (first.placed()) {
            elsewhere.add(first.partition());
        }
        draft.insert(second, elsewhere);
        return draft.move();
    }
}
