package io.exaplan.engine.book;

import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.start.Share;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where a policy decides starts: which ones it has promised, and where it is to be asked. */
final class Promises {
    private @Nullable StartDesk desk;

    /** By job, with the devices the policy had in mind. */
    private final Map<Long, List<Share>> promised = new HashMap<>();

    /** Partitions on which something changed since the policy was asked. */
    private final NavigableSet<Integer> touched = new TreeSet<>();

    /** By partition, from when on the policy may answer otherwise though nothing was touched. */
    private final Map<Integer, Long> askAgain = new HashMap<>();

    /** Leaves the starts of training jobs to a policy; those of the plan up to a second count as promised. */
    void letDecide(StartDesk other, PlanState state) {
        desk = other;
        for (Planned plan : state.startingBefore(state.lastFrozenSecond() + 1)) {
            promise(plan.jobId(), List.of());
        }
        state.shelves().forEach(shelf -> touch(shelf.id()));
    }

    /** Who is asked; null where starts are as they are planned. */
    @Nullable
    StartDesk desk() {
        return desk;
    }

    boolean undecided(Planned plan) {
        return desk != null && plan.job().kind() == WorkKind.TRAINING && !promised.containsKey(plan.jobId());
    }

    boolean holds(long jobId) {
        return promised.containsKey(jobId);
    }

    void promise(long jobId, List<Share> shares) {
        if (desk != null) {
            promised.put(jobId, List.copyOf(shares));
        }
    }

    List<Share> sharesOf(long jobId) {
        return promised.getOrDefault(jobId, List.of());
    }

    void forget(long jobId) {
        promised.remove(jobId);
    }

    void touch(int partition) {
        if (desk != null) {
            touched.add(partition);
        }
    }

    boolean touched(int partition) {
        return touched.contains(partition);
    }

    /** Where to decide: something changed there, or a start came near that nobody decided on. */
    List<Integer> toDecide(PlanState state) {
        if (desk == null) {
            return List.of();
        }
        NavigableSet<Integer> partitions = new TreeSet<>(touched);
        for (Planned plan : state.startingBefore(state.lastFrozenSecond() + 1)) {
            if (undecided(plan)) {
                partitions.add(plan.placement().partition());
            }
        }
        return List.copyOf(partitions);
    }

    /** Whether the policy is to be asked: a prediction that came true too early is no news. */
    boolean news(int partition, long lastFrozenSecond) {
        return touched.contains(partition) || lastFrozenSecond >= askAgain.getOrDefault(partition, 0L);
    }

    long askAgain(int partition) {
        return askAgain.getOrDefault(partition, 0L);
    }

    void askAgain(int partition, long second) {
        askAgain.put(partition, second);
    }

    /** These are settled, whatever deciding has changed on them. */
    void decided(Collection<Integer> partitions) {
        touched.removeAll(partitions);
    }
}
