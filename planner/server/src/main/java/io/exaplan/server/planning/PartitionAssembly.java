package io.exaplan.server.planning;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.server.inventory.Offer;
import io.exaplan.server.inventory.PartitionRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** From a partition as it is reported to a partition as it is planned. */
final class PartitionAssembly {
    private final Supplier<AcceleratorCatalogue> catalogue;
    private final LoopSettings settings;

    PartitionAssembly(Supplier<AcceleratorCatalogue> catalogue, LoopSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /**
     * @param now plan time, from which on offered hours are told apart and work of others is foreseen to end
     * @param runs what runs on the partition: on nodes that are out of use it holds what nobody counts
     */
    PartitionFacts facts(PartitionRow row, Instant now, Collection<HeldRun> runs) {
        Optional<AcceleratorModel> model = catalogue.get().withKey(row.acceleratorModel());
        Profile offered = offered(row, now);
        OthersLeaving leaving = OthersLeaving.of(row, now.getEpochSecond(), runs);
        return new PartitionFacts(
                row.id(),
                row.key(),
                row.cluster().name(),
                row.acceleratorModel(),
                model.map(known -> known.stack().name()).orElse("UNKNOWN"),
                model.map(AcceleratorModel::memoryGib)
                        .orElse(OptionalDouble.empty())
                        .orElse(0),
                model.map(AcceleratorModel::accountingTflops).orElse(OptionalDouble.empty()),
                model.map(known -> known.figures().watts()).orElse(OptionalDouble.empty()),
                row.devicesPerNode(),
                row.nodeCpuMilli(),
                row.nodeMemoryMib(),
                row.largestRackNodes(),
                row.largestBlockNodes(),
                during(offered, row.healthyMilliDevices(), leaving.milliDevices())
                        .plus(heldOutOfUse(row, runs)),
                during(offered, row.wholeNodes(), leaving.wholeNodes()),
                row.impairedNodes(),
                row.tenants() == null ? Set.of() : row.tenants(),
                row.accepting());
    }

    private static Profile during(Profile offered, long now, Profile later) {
        return offered.combined(Profile.constant(now).plus(later), (open, there) -> open * there);
    }

    /**
     * A run as far as capacity is concerned.
     *
     * @param milliDevices all it holds
     * @param nodes where it stands
     * @param endSecond plan time it is expected to end
     */
    record HeldRun(long milliDevices, Set<String> nodes, long startSecond, long endSecond) {}

    /** A run that goes on upon a drained or failed node takes nothing from the nodes that are left. */
    private static Profile heldOutOfUse(PartitionRow row, Collection<HeldRun> runs) {
        Set<String> unusable = row.unusableNodes();
        Profile held = Profile.ZERO;
        for (HeldRun run : unusable.isEmpty() ? List.<HeldRun>of() : runs) {
            long out = run.nodes().stream().filter(unusable::contains).count();
            if (out > 0) {
                long share = run.milliDevices() * out / run.nodes().size();
                held = held.plus(run.startSecond(), Math.max(run.startSecond(), run.endSecond()), share);
            }
        }
        return held;
    }

    /** 1 while it is offered, 0 otherwise; hours are told apart to the horizon, as far as services are. */
    private Profile offered(PartitionRow row, Instant now) {
        List<Offer.OfferedHours> hours = row.hours();
        if (hours == null) {
            return Profile.constant(1);
        }
        ZoneId zone = settings.zone();
        LocalDate first = now.atZone(zone).toLocalDate().minusDays(1);
        LocalDate last = now.plus(settings.horizon()).atZone(zone).toLocalDate().plusDays(1);
        Profile offered = Profile.ZERO;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            for (Offer.OfferedHours window : hours) {
                offered = offered.plus(second(day, window.from(), zone), second(day, window.until(), zone), 1);
            }
        }
        return atMostOne(offered);
    }

    private static long second(LocalDate day, int minute, ZoneId zone) {
        ZonedDateTime midnight = day.atStartOfDay(zone);
        return minute == 24 * 60
                ? day.plusDays(1).atStartOfDay(zone).toEpochSecond()
                : midnight.withHour(minute / 60).withMinute(minute % 60).toEpochSecond();
    }

    /** Windows that overlap are one. */
    private static Profile atMostOne(Profile offered) {
        TreeMap<Long, Long> steps = new TreeMap<>();
        offered.steps().forEach(step -> steps.put(step.fromSecond(), Math.min(1, step.value())));
        List<Profile.Step> capped = new ArrayList<>();
        steps.forEach((second, value) -> capped.add(new Profile.Step(second, value)));
        return Profile.of(0, capped);
    }
}
