package io.exaplan.server.views;

import io.exaplan.engine.catalogue.Stack;
import io.exaplan.server.demand.Target;
import io.exaplan.server.inventory.ClusterState;
import io.exaplan.server.inventory.Freshness;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The capacity funnel as people see it. What nobody stated or measured is null, never 0. */
final class CapacityViews {

    private CapacityViews() {}

    /**
     * The funnel of the city, its models and its clusters.
     *
     * @param asOf plan time
     * @param basis what every figure in PFLOPS rests on
     * @param announced deliveries still to come, by date; they stand beside the funnel
     * @param targets what the city promised of its funnel, by date; see /api/v1/targets for how they stand
     */
    record CapacityView(
            Instant asOf,
            Basis basis,
            Funnel city,
            List<ModelCapacity> models,
            List<ClusterCapacity> clusters,
            List<AnnouncedCapacity> announced,
            List<TargetMark> targets) {}

    /**
     * A delivery still to come.
     *
     * @param delivery its id
     * @param late whether it was expected before now
     * @param level what it will add to what is installed
     */
    record AnnouncedCapacity(
            int delivery,
            String operator,
            @Nullable String cluster,
            String model,
            Instant expectedAt,
            boolean late,
            Level level) {}

    /**
     * A promise of the city in PFLOPS.
     *
     * @param target its id
     * @param level of the funnel
     * @param by plan time, past or to come
     */
    record TargetMark(int target, String name, Target.Level level, double pflops, Instant by) {}

    /**
     * What FLOPS are meant.
     *
     * @param precision number format
     * @param sparsity DENSE, never sparse
     * @param peak VENDOR, the vendor's peak
     */
    record Basis(String precision, String sparsity, String peak) {
        static final Basis ACCOUNTING = new Basis("FP16/BF16", "DENSE", "VENDOR");
    }

    /**
     * From what is stated to what is busy.
     *
     * @param declared stated without an agent, part of what is installed; null where nothing is declared
     * @param installed declared and reported, whatever its state
     * @param reporting in clusters whose agents speak
     * @param schedulable of these healthy, in use, offered now and free of work that is not the planner's
     * @param allocated leased to runs
     * @param busy measured utilisation times peak: busy time, which is not work; null when nothing is measured
     */
    record Funnel(
            @Nullable Level declared,
            Level installed,
            Level reporting,
            Level schedulable,
            Level allocated,
            @Nullable Busy busy) {}

    /**
     * One level of the funnel.
     *
     * @param pflops of the devices whose FLOPS are known
     * @param milliDevices thousandths of all devices
     * @param unknownFlopsMilliDevices of these without known FLOPS
     * @param estimatePflops part of {@code pflops} that rests on estimates instead of data sheets
     */
    record Level(double pflops, long milliDevices, long unknownFlopsMilliDevices, double estimatePflops) {

        static final Level NONE = new Level(0, 0, 0, 0);

        Level plus(Level other) {
            return new Level(
                    pflops + other.pflops,
                    milliDevices + other.milliDevices,
                    unknownFlopsMilliDevices + other.unknownFlopsMilliDevices,
                    estimatePflops + other.estimatePflops);
        }

        /** The same devices, whose FLOPS somebody stated. */
        Level withPflops(double stated) {
            return new Level(stated, milliDevices, stated > 0 ? 0 : unknownFlopsMilliDevices, estimatePflops);
        }
    }

    /**
     * What is busy.
     *
     * @param devices busy devices, measured shares added up
     * @param coveredDevices devices whose utilisation is measured
     */
    record Busy(double pflops, double devices, long coveredDevices) {}

    /** One accelerator model over all clusters. */
    record ModelCapacity(
            String model, @Nullable String vendor, @Nullable Stack stack, Funnel funnel) {}

    /** One cluster. */
    record ClusterCapacity(
            int id,
            String name,
            String operator,
            ClusterState state,
            Freshness freshness,
            @Nullable Instant lastSyncAt,
            @Nullable String agentVersion,
            Funnel funnel,
            long activeRuns,
            long nodes,
            long quarantinedNodes) {}
}
