package io.exaplan.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.testing.RandomCity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class PoolsProperties {
    @Property(tries = 300)
    void whatARoomHoldsIsWhatLeavesEverybodyTheirOwn(@ForAll long seed) {
        RandomCity city = new RandomCity(seed);
        PlanningProblem problem = city.problem(1, 0).build();
        PartitionFacts partition = problem.partitions().getFirst();
        CityHours hours = CityHours.of(problem);
        Room room = Room.empty(partition, Pools.of(partition, problem.reservations()));
        List<Footprint> stands = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            JobFacts job = city.job();
            Optional<Fit> fit = new EarliestFit(job, hours, 0, 100_000).in(room).best();
            if (fit.isPresent()) {
                Footprint use = Footprint.of(job, fit.get().placement(), partition, hours);
                stands.add(use);
                room = room.minus(use);
                assertThat(everybodyFindsTheirOwn(problem, stands)).isTrue();
                JobFacts next = city.job();
                Profile devices = use.milliDevices().times(1 + city.random().nextInt(3));
                Footprint more = new Footprint(1, next.tenant(), devices, Profile.ZERO, 0);
                assertThat(room.holds(more)).isEqualTo(leavesOthersTheirOwn(problem, stands, more));
            }
        }
    }

    @Property(tries = 200)
    void whatIsTakenAndGivenBackLeavesTheRoomAsItWas(@ForAll long seed) {
        RandomCity city = new RandomCity(seed);
        PlanningProblem problem = city.problem(1, 0).build();
        PartitionFacts partition = problem.partitions().getFirst();
        CityHours hours = CityHours.of(problem);
        Room empty = Room.empty(partition, Pools.of(partition, problem.reservations()));
        JobFacts job = city.job();

        new EarliestFit(job, hours, 0, 100_000).in(empty).best().ifPresent(fit -> {
            Footprint use = Footprint.of(job, fit.placement(), partition, hours);
            Room back = empty.minus(use).plus(use);

            assertThat(back).isEqualTo(empty);
            assertThat(back.common()).isEqualTo(empty.common());
        });
    }

    /** The greater of kept and used is there. */
    private static boolean everybodyFindsTheirOwn(PlanningProblem problem, List<Footprint> stands) {
        for (long second : seconds(problem, stands)) {
            long needed = 0;
            long inUse = 0;
            long kept = 0;
            for (int tenant = 1; tenant <= 3; tenant++) {
                needed += Math.max(kept(problem, tenant, second), used(stands, tenant, second));
                inUse += used(stands, tenant, second);
                kept += kept(problem, tenant, second);
            }
            long open = open(problem, second);
            if (inUse > open || (kept <= open && needed > open)) {
                return false;
            }
        }
        return true;
    }

    private static boolean leavesOthersTheirOwn(PlanningProblem problem, List<Footprint> stands, Footprint more) {
        List<Footprint> all = new ArrayList<>(stands);
        all.add(more);
        for (long second : seconds(problem, all)) {
            long amount = more.milliDevices().at(second);
            long unused = open(problem, second);
            long rest = unused;
            long own = 0;
            for (int tenant = 1; tenant <= 3; tenant++) {
                long used = used(stands, tenant, second);
                long kept = kept(problem, tenant, second);
                unused -= used;
                rest -= Math.max(used, kept);
                own = tenant == more.tenant() ? Math.max(0, kept - used) : own;
            }
            if (amount > 0 && (amount > unused || amount > own + Math.max(0, rest))) {
                return false;
            }
        }
        return true;
    }

    /** Every second at which anything changes. */
    private static SortedSet<Long> seconds(PlanningProblem problem, List<Footprint> stands) {
        SortedSet<Long> seconds = new TreeSet<>(Set.of(0L));
        PartitionFacts partition = problem.partitions().getFirst();
        partition.milliDevices().steps().forEach(step -> seconds.add(step.fromSecond()));
        stands.forEach(use -> use.milliDevices().steps().forEach(step -> seconds.add(step.fromSecond())));
        for (ReservationFacts reservation : problem.reservations()) {
            reservation.devicesOf(partition).steps().forEach(step -> seconds.add(step.fromSecond()));
        }
        return seconds;
    }

    private static long open(PlanningProblem problem, long second) {
        long all = problem.partitions().getFirst().milliDevices().at(second);
        return all - Math.min(reserved(problem, null, second), Math.max(0, all));
    }

    private static long kept(PlanningProblem problem, int tenant, long second) {
        return reserved(problem, tenant, second);
    }

    private static long reserved(PlanningProblem problem, @Nullable Integer tenant, long second) {
        PartitionFacts partition = problem.partitions().getFirst();
        return problem.reservations().stream()
                .filter(reservation -> Objects.equals(reservation.tenantOrNull(), tenant))
                .mapToLong(reservation -> reservation.devicesOf(partition).at(second))
                .sum();
    }

    private static long used(List<Footprint> stands, int tenant, long second) {
        return stands.stream()
                .filter(use -> use.tenant() == tenant)
                .mapToLong(use -> use.milliDevices().at(second))
                .sum();
    }
}
