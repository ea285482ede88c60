package io.exaplan.engine.book;

import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.Held;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.RunFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which runs have to end so that a job can start now, and at what loss.
 *
 * <p>Only preemptible runs of strictly lower priority give way, once they have run for their minimum; what is planned at
 * lower priority and not frozen gives way too. Priorities only ever fall from the one who goes before to the one who gives
 * way, so that no chain of preemptions comes back to where it began.
 */
final class Preemption {
    private final PlanState state;

    Preemption(PlanState state) {
        this.state = state;
    }

    /**
     * A way to start now.
     *
     * @param placement where
     * @param ends the runs that have to end
     * @param lostDeviceSeconds work of theirs that is thrown away
     */
    record Way(Placement placement, List<RunFacts> ends, double lostDeviceSeconds) {}

    /** The way with the smallest loss. */
    Optional<Way> cheapest(JobFacts job) {
        if (job.earliestStartSecond() > state.now()) {
            return Optional.empty();
        }
        return state.shelves().stream()
                .flatMap(shelf -> on(shelf, job).stream())
                .min(Comparator.comparingDouble(Way::lostDeviceSeconds)
                        .thenComparingInt(way -> way.placement().partition()));
    }

    private Optional<Way> on(Shelf shelf, JobFacts job) {
        List<Held> candidates = shelf.runs().stream()
                .filter(held -> mayEnd(held.run(), job))
                .sorted(Comparator.comparingDouble(this::lost).thenComparing(Held::runId))
                .toList();
        int workers = job.width().minWorkers();
        boolean open = !candidates.isEmpty()
                && state.eligible(job, shelf.partition())
                && shelf.free().openFrom(job.shape(), workers, state.now()) <= state.now();
        if (!open) {
            return Optional.empty();
        }
        Planned wanted = state.plan(job, new Placement(shelf.id(), state.now(), workers));
        return job.endsInTime(wanted.placement(), shelf.partition())
                ? fewest(shelf, candidates, wanted)
                : Optional.empty();
    }

    private Optional<Way> fewest(Shelf shelf, List<Held> candidates, Planned wanted) {
        List<Held> ends = new ArrayList<>();
        for (Held held : candidates) {
            if (holds(shelf, ends, wanted)) {
                break;
            }
            ends.add(held);
        }
        if (!holds(shelf, ends, wanted)) {
            return Optional.empty();
        }
        for (Held held : List.copyOf(ends).reversed()) {
            List<Held> fewer = new ArrayList<>(ends);
            fewer.remove(held);
            ends = holds(shelf, fewer, wanted) ? fewer : ends;
        }
        double lost = ends.stream().mapToDouble(this::lost).sum();
        return Optional.of(
                new Way(wanted.placement(), ends.stream().map(Held::run).toList(), lost));
    }

    private boolean holds(Shelf shelf, List<Held> ends, Planned wanted) {
        Room room = shelf.freeWithout(ends);
        List<Footprint> gone = new ArrayList<>();
        for (Planned plan : shelf.planned()) {
            if (plan.job().priority() < wanted.job().priority() && !state.frozen(plan)) {
                room = room.plus(plan.footprint());
                gone.add(plan.footprint());
            }
        }
        for (Held held : ends) {
            Footprint charge = state.quotas().chargeOf(held.runId());
            if (charge != null) {
                gone.add(charge.since(state.now()));
            }
        }
        return room.holds(wanted.footprint()) && state.quotas().holdsWithout(wanted.footprint(), gone);
    }

    private boolean mayEnd(RunFacts run, JobFacts job) {
        return run.job().priority() < job.priority() && mayEnd(run, state.now());
    }

    /** Whether a run may be told to end for another at all. */
    static boolean mayEnd(RunFacts run, long now) {
        return run.job().preemptible()
                && run.endSecond() > now
                && now - run.placement().startSecond() >= run.job().minimumRunSeconds();
    }

    private double lost(Held held) {
        return lostDeviceSeconds(held, state.now());
    }

    /** Work that is thrown away at most if a run ends now; what it kept in checkpoints the plan does not know. */
    static double lostDeviceSeconds(Held held, long now) {
        long ran = Math.max(0, now - held.run().placement().startSecond());
        return held.milliDevices().at(now) / 1000.0 * ran;
    }
}
