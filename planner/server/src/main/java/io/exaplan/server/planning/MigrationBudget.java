package io.exaplan.server.planning;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How many runs may still move on each partition within an hour of plan time. For one thread. */
final class MigrationBudget {
    private static final long HOUR = 3600;

    private final int perHour;
    private final Map<Integer, Deque<Spent>> spent = new HashMap<>();

    private record Spent(long second, int migrations) {}

    /** @param perHour on each partition */
    MigrationBudget(int perHour) {
        this.perHour = perHour;
    }

    /** What is left of it at a second; seconds never go back. */
    int left(int partition, long nowSecond) {
        Deque<Spent> there = spent.getOrDefault(partition, new ArrayDeque<>());
        while (!there.isEmpty() && there.getFirst().second() <= nowSecond - HOUR) {
            there.removeFirst();
        }
        return perHour - there.stream().mapToInt(Spent::migrations).sum();
    }

    void spend(int partition, long nowSecond, int migrations) {
        spent.computeIfAbsent(partition, absent -> new ArrayDeque<>()).addLast(new Spent(nowSecond, migrations));
    }
}
