package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that is otherwise in a scenario. Times are plan time; what is drawn comes from the world's seed. */
sealed interface Change {

    /** Lays the change on a world. */
    void on(World world);

    /** What becomes of the runs on capacity that is lost. */
    enum Fate {
        /** They end when it goes, and their jobs start again from the beginning, anywhere. */
        RESTART,
        /** They stand still while it is away and go on when it is back. */
        WAIT
    }

    /**
     * Partitions that are not there for a while.
     *
     * @param partitions ids
     */
    record CapacityLost(Set<Integer> partitions, TimeWindow window, Fate fate) implements Change {
        public CapacityLost {
            partitions = Set.copyOf(partitions);
        }

        @Override
        public void on(World world) {
            partitions.forEach(id -> world.changePartition(
                    id,
                    Stock.Effect.FALL_SILENT,
                    partition -> Capacity.of(partition, Profile.ZERO).within(window)));
            for (RunFacts run : world.runs()) {
                if (partitions.contains(run.placement().partition()) && standsIn(run, window)) {
                    hit(run, world);
                }
            }
        }

        private void hit(RunFacts run, World world) {
            long lost = Math.max(window.fromSecond(), world.nowSecond());
            switch (fate) {
                case WAIT ->
                    world.changeRun(run, ending(run, Seconds.after(run.endSecond(), window.untilSecond() - lost)));
                case RESTART -> {
                    if (lost <= world.nowSecond()) {
                        world.removeRun(run);
                    } else {
                        world.changeRun(run, ending(run, lost));
                    }
                    world.addJob(id -> Jobs.again(run.job(), id, lost));
                }
            }
        }

        private static boolean standsIn(RunFacts run, TimeWindow window) {
            return run.placement().startSecond() < window.untilSecond() && run.endSecond() > window.fromSecond();
        }

        private static RunFacts ending(RunFacts run, long endSecond) {
            return new RunFacts(run.runId(), run.job(), run.placement(), endSecond, run.nodes());
        }
    }

    /** Nodes of a partition that are not there for a while, whatever stands on them: the plan loses that much capacity. */
    record NodesRemoved(int partition, int nodes, TimeWindow window) implements Change {
        @Override
        public void on(World world) {
            world.changePartition(
                    partition,
                    Stock.Effect.COME_OR_GO,
                    before -> Capacity.ofNodes(before, -nodes).within(window));
        }
    }

    /**
     * Nodes that come to a partition of which there is one already.
     *
     * @param window from when until when they are there
     */
    record NodesJoined(int partition, int nodes, TimeWindow window) implements Change {
        @Override
        public void on(World world) {
            world.changePartition(
                    partition,
                    Stock.Effect.COME_OR_GO,
                    before -> Capacity.ofNodes(before, nodes).within(window));
        }
    }

    /**
     * Nodes that make a partition of their own.
     *
     * @param template the partition as it will be, its capacity at every second
     */
    record PartitionAdded(PartitionFacts template, TimeWindow window) implements Change {
        @Override
        public void on(World world) {
            world.addPartition(id -> Capacity.only(Capacity.withId(template, id), window));
        }
    }

    /**
     * More or less of what waits. What is added copies jobs that wait, drawn at random, and arrives within a window.
     *
     * @param factor jobs afterwards for each one before
     */
    record DemandScaled(Selection selection, double factor, TimeWindow arrival) implements Change {
        @Override
        public void on(World world) {
            List<JobFacts> selected =
                    world.jobs().stream().filter(selection::holds).toList();
            long wanted = Math.round(selected.size() * factor);
            if (wanted < selected.size()) {
                Jobs.shuffled(selected, world.random())
                        .subList((int) wanted, selected.size())
                        .forEach(job -> world.removeJob(job.id()));
            }
            for (long more = wanted - selected.size(); more > 0; more--) {
                JobFacts original = selected.get(world.random().nextInt(selected.size()));
                long arrives = Jobs.within(arrival, world.random());
                world.addJob(id -> Jobs.copy(original, id, arrives));
            }
        }
    }

    /**
     * More or less of the usual demand in weekly lots: those that arrive within a window become wider, or several, or go.
     *
     * @param factor devices afterwards for each one before
     */
    record LotsScaled(Selection selection, double factor, TimeWindow arrival) implements Change {
        @Override
        public void on(World world) {
            world.jobs().stream()
                    .filter(job -> selection.holds(job) && arrival.contains(job.submittedSecond()))
                    .forEach(job -> scale(job, world));
        }

        private void scale(JobFacts job, World world) {
            int lots = (int) Math.ceil(factor);
            if (lots == 0) {
                world.removeJob(job.id());
                return;
            }
            JobFacts scaled = Lots.scaled(job, factor / lots);
            world.changeJob(scaled);
            for (int more = 1; more < lots; more++) {
                world.addJob(id -> Jobs.copy(scaled, id, job.submittedSecond()));
            }
        }
    }

    /** An announced delivery that comes later. */
    record DeliveryLate(int partition, long bySeconds) implements Change {
        @Override
        public void on(World world) {
            world.changePartition(partition, Stock.Effect.COME_OR_GO, before -> Announced.later(before, bySeconds));
        }
    }

    /** Limits in dense FP16/BF16 vendor-peak PFLOPS; infinite ones do not limit, null leaves one as it is. */
    record QuotaChanged(
            int tenant,
            @Nullable Double nominalPflops,
            @Nullable Double borrowingLimitPflops,
            @Nullable Double lendingLimitPflops)
            implements Change {
        @Override
        public void on(World world) {
            world.changeTenant(
                    tenant,
                    before -> new TenantFacts(
                            before.id(),
                            before.key(),
                            before.cohort(),
                            or(nominalPflops, before.nominalPflops()),
                            or(borrowingLimitPflops, before.borrowingLimitPflops()),
                            or(lendingLimitPflops, before.lendingLimitPflops()),
                            before.weight()));
        }

        private static double or(@Nullable Double stated, double before) {
            return stated == null ? before : stated;
        }
    }

    /** Another priority for what waits. */
    record PriorityChanged(Selection selection, int priority) implements Change {
        @Override
        public void on(World world) {
            world.jobs().stream()
                    .filter(selection::holds)
                    .forEach(job -> world.changeJob(Jobs.withPriority(job, priority)));
        }
    }

    /** Another promise: PFLOPS on average over the window of a tenant's or a cohort's target, or of a level of the city's funnel. */
    record TargetChanged(String target, double pflops) implements Change {
        @Override
        public void on(World world) {
            world.changePromise(target, before -> before.wanting(pflops));
            world.changeTarget(
                    target,
                    before -> new TargetFacts(
                            before.id(),
                            before.tenantOrNull(),
                            before.cohort(),
                            before.window(),
                            pflops,
                            before.attainedPflopsDays()));
        }
    }

    /**
     * Jobs nobody has submitted.
     *
     * @param job as one of them will be
     */
    record JobsAdded(JobFacts job, int count, TimeWindow arrival) implements Change {
        @Override
        public void on(World world) {
            for (int i = 0; i < count; i++) {
                long arrives = Jobs.within(arrival, world.random());
                world.addJob(id -> Jobs.copy(job, id, arrives));
            }
        }
    }
}
