package io.exaplan.server.planning;

import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.server.inventory.Freshness;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.inventory.PartitionRow;
import io.exaplan.server.time.PlanTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings what stands in the city to the book. */
final class PartitionIntake {
    /** How long nothing is planned to start on a silent cluster before it is looked at again, on the wall. */
    private static final long STALE_SECONDS = 60;

    private final Inventories inventories;
    private final PartitionAssembly assembly;
    private final RulesIntake rules;
    private final long closedSeconds;
    private final Map<Integer, Long> closedUntil = new HashMap<>();

    /** Until when what the book foresees of the work of others stays the same, by partition. */
    private final Map<Integer, Long> othersUntil = new HashMap<>();

    /** @param opened the rows and the second the book was opened with */
    PartitionIntake(
            Inventories inventories,
            PartitionAssembly assembly,
            RulesIntake rules,
            PlanTime planTime,
            BookState opened) {
        this.inventories = inventories;
        this.assembly = assembly;
        this.rules = rules;
        this.closedSeconds = (long) Math.ceil(STALE_SECONDS * planTime.rate());
        opened.rows().forEach(row -> foresee(row, opened.nowSecond()));
    }

    /** Takes clusters of which something is new, and those where others stay longer than the book foresees. */
    void takeClusters(Collection<Integer> news, BookState state, Decisions decisions) {
        Set<Integer> clusterIds = new TreeSet<>(news);
        state.rows().stream()
                .filter(row -> othersStay(row.id(), state))
                .forEach(row -> clusterIds.add(row.cluster().id()));
        for (int clusterId : clusterIds) {
            List<PartitionRow> rows = inventories.partitionsOf(clusterId);
            Set<Integer> there = rows.stream().map(PartitionRow::id).collect(Collectors.toSet());
            take(rows, state, decisions);
            state.rows().stream()
                    .filter(row -> row.cluster().id() == clusterId && !there.contains(row.id()))
                    .toList()
                    .forEach(row -> remove(row.id(), state, decisions));
        }
    }

    /** Every partition again: offered hours come into sight, and hints may have been lost. */
    void compare(BookState state, Decisions decisions) {
        List<PartitionRow> rows = inventories.partitions();
        Set<Integer> there = rows.stream().map(PartitionRow::id).collect(Collectors.toSet());
        take(rows, state, decisions);
        state.rows().stream()
                .filter(row -> !there.contains(row.id()))
                .toList()
                .forEach(row -> remove(row.id(), state, decisions));
    }

    /** @param stayedOn whether others stay longer than the book foresaw */
    private record Changed(PartitionFacts facts, boolean stayedOn) {}

    private void take(List<PartitionRow> rows, BookState state, Decisions decisions) {
        List<Changed> changed = new ArrayList<>();
        boolean otherNodes = false;
        for (PartitionRow row : rows) {
            PartitionRow before = state.row(row.id());
            PartitionFacts facts =
                    assembly.facts(row, Instant.ofEpochSecond(state.nowSecond()), state.heldOn(row.id()));
            if (!facts.equals(state.partition(row.id()))) {
                changed.add(new Changed(facts, othersStay(row.id(), state)));
            }
            state.put(row, facts);
            foresee(row, state.nowSecond());
            otherNodes |= before == null || before.nodes().size() != row.nodes().size();
            followFreshness(before, row, state, decisions);
        }
        // A reservation of a whole cluster is of all nodes it has: the book knows so before anything starts on them.
        if (otherNodes) {
            rules.take(state, decisions);
        }
        for (Changed each : changed) {
            PlanBook book = state.book();
            decisions.moves(
                    each.stayedOn() ? book.partitionHeldLonger(each.facts()) : book.partitionChanged(each.facts()));
        }
    }

    /** What is planned on a cluster that fell silent, or speaks again, is told so. */
    private static void followFreshness(
            @Nullable PartitionRow before, PartitionRow row, BookState state, Decisions decisions) {
        if (before != null && before.cluster().freshness() != row.cluster().freshness()) {
            state.book().placements().forEach((jobId, placement) -> {
                if (placement.partition() == row.id()) {
                    decisions.touch(jobId);
                }
            });
        }
    }

    private void remove(int partitionId, BookState state, Decisions decisions) {
        othersUntil.remove(partitionId);
        state.removePartition(partitionId);
        decisions.moves(state.book().partitionRemoved(partitionId));
    }

    private void foresee(PartitionRow row, long nowSecond) {
        OthersLeaving.first(row, nowSecond)
                .ifPresentOrElse(second -> othersUntil.put(row.id(), second), () -> othersUntil.remove(row.id()));
    }

    /** Whether the book plans with devices by now that others would have had to leave. */
    private boolean othersStay(int partition, BookState state) {
        return othersUntil.getOrDefault(partition, Long.MAX_VALUE) <= state.nowSecond();
    }

    /** A run on nodes that are out of use, or that others use, was counted with them, see {@link PartitionAssembly}. */
    void runChanged(ActiveRun run, BookState state, Decisions decisions) {
        PartitionRow row = state.row(run.partitionId());
        if (row != null && run.nodes().stream().anyMatch(row.impairedNodes()::contains)) {
            take(List.of(row), state, decisions);
        }
    }

    /**
     * Nothing starts on a silent cluster: its near starts go elsewhere or wait, its far ones stay as they are, since most
     * silences are short. Once it speaks again, it is open at once.
     */
    void followSilence(BookState state, Decisions decisions) {
        for (PartitionRow row : List.copyOf(state.rows())) {
            if (row.accepting() && row.cluster().freshness() == Freshness.STALE) {
                close(row.id(), state, decisions);
            } else if (closedUntil.remove(row.id()) != null) {
                decisions.moves(state.book().cutLifted(row.id(), Cut.ANYTHING, 1));
            }
        }
    }

    private void close(int partition, BookState state, Decisions decisions) {
        long now = state.nowSecond();
        if (closedUntil.getOrDefault(partition, 0L) - now < closedSeconds / 2) {
            closedUntil.put(partition, now + closedSeconds);
            state.book()
                    .cutAdded(Cut.closed(partition, now + closedSeconds))
                    .moves()
                    .forEach(move -> decisions.change(move.jobId(), ChangeReason.CAPACITY_STALE, move.from()));
        }
    }
}
