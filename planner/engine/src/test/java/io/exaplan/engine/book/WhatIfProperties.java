package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.book.Counterfactual.Kind;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.engine.model.Work;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** What is said to start a job sooner does, and one step less does not. */
class WhatIfProperties {
    private static final List<Integer> PRIORITIES = List.of(0, 1, 2, 3);
    private static final Map<Kind, Integer> APPLIED = new EnumMap<>(Kind.class);
    private static final Map<Kind, Integer> LESS_TRIED = new EnumMap<>(Kind.class);

    @Property(tries = 400)
    void aChangeThatIsMadeStartsTheJobAsItSaid(@ForAll long seed) {
        PlanBook book = aCityThatHasLivedFor(40, seed).book();
        PlanningProblem before = book.snapshot();
        Random random = new Random(seed);
        List<JobFacts> waiting =
                before.jobs().stream().filter(job -> !starts(before, job)).toList();
        if (waiting.isEmpty()) {
            return;
        }
        JobFacts job = waiting.get(random.nextInt(waiting.size()));
        List<Counterfactual> found = new WhatIf(before, job, job.work(), PRIORITIES).counterfactuals();
        if (found.isEmpty()) {
            return;
        }
        // The rarest kinds first, so that none goes untried.
        Counterfactual chosen = found.stream()
                .min(Comparator.comparing(each -> APPLIED.getOrDefault(each.kind(), 0)))
                .orElseThrow();
        Placement promised = before.current().get(job.id());

        apply(chosen, before, book);
        assertThat(book.placementOf(job.id())).as("%s", chosen).contains(chosen.placement());
        assertThat(chosen.placement().startSecond())
                .isLessThan(promised == null ? Seconds.FOREVER : promised.startSecond());
        APPLIED.merge(chosen.kind(), 1, Integer::sum);
    }

    @Property(tries = 200)
    void oneStepLessDoesNotStartItSooner(@ForAll long seed) {
        PlanBook book = aCityThatHasLivedFor(40, seed).book();
        PlanningProblem snapshot = book.snapshot();
        for (JobFacts job : snapshot.jobs()) {
            WhatIf whatIf = new WhatIf(snapshot, job, job.work(), PRIORITIES);
            long unchanged = Math.min(start(snapshot.current().get(job.id())), start(whatIf.copy(), job));
            for (Counterfactual found : whatIf.counterfactuals()) {
                long enough = switch (found.kind()) {
                    case EARLIER_START -> found.placement().startSecond() + 1;
                    // A plan that is looked at anew may start it sooner as it is.
                    case MORE_QUOTA -> Math.min(unchanged, startWithMore(snapshot, job, 0));
                    default -> unchanged;
                };
                for (long less : startsWithLess(snapshot, job, found, whatIf.copy())) {
                    assertThat(less).as("%s", found).isGreaterThanOrEqualTo(enough);
                    LESS_TRIED.merge(found.kind(), 1, Integer::sum);
                }
            }
        }
    }

    @AfterContainer
    static void toldWhatWasTried() {
        System.out.println("counterfactuals applied, by kind: " + APPLIED);
        System.out.println("a step less tried, by kind: " + LESS_TRIED);
        assertThat(APPLIED.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(200);
        assertThat(APPLIED).hasSizeGreaterThanOrEqualTo(7).containsKey(Kind.MORE_QUOTA);
    }

    /** What whoever makes the change does to the book. */
    private static void apply(Counterfactual chosen, PlanningProblem before, PlanBook book) {
        switch (chosen.kind()) {
            case RESERVATION_RELEASED ->
                book.reservationsChanged(before.reservations().stream()
                        .filter(reservation -> !reservation.id().equals(chosen.releasedOrNull()))
                        .toList());
            case MORE_QUOTA ->
                book.accountsChanged(
                        withNominal(before, chosen.job().tenant(), chosen.nominalPflopsOrNull()),
                        before.budgets(),
                        before.targets());
            case FEWER_WORKERS,
                    FEWER_REPLICAS,
                    SMALLER_WORKER,
                    OTHER_MODEL,
                    OTHER_STACK,
                    LESS_DEVICE_MEMORY,
                    RELAXED_TOPOLOGY,
                    LATER_DEADLINE,
                    SHORTER_RUN,
                    EARLIER_START,
                    HIGHER_PRIORITY ->
                assertThat(book.insert(chosen.job()))
                        .as("%s", chosen)
                        .isInstanceOfSatisfying(
                                Insertion.Placed.class,
                                placed -> assertThat(placed.placement()).isEqualTo(chosen.placement()));
        }
    }

    private static List<TenantFacts> withNominal(PlanningProblem problem, int tenant, @Nullable Double pflops) {
        return problem.tenants().stream()
                .map(each -> each.id() == tenant ? each.withNominal(Objects.requireNonNull(pflops)) : each)
                .toList();
    }

    @Example
    void findsHowMuchMoreQuotaStartsAJob() {
        // 8 devices are 7.92 PFLOPS: the first job leaves the second nothing of 8 PFLOPS until it ends.
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 64).id(1).model("H800", "CUDA"))
                .tenant(1, "", 8, 0, 0)
                .build());
        book.insert(aJob(1).gang(1, 8).models("H800").seconds(40_000).build());
        JobFacts job = aJob(2).gang(1, 8).models("H800").seconds(3_600).build();
        book.insert(job);
        PlanningProblem before = book.snapshot();

        Counterfactual found = new WhatIf(before, job, job.work(), PRIORITIES)
                .counterfactuals().stream()
                        .filter(each -> each.kind() == Kind.MORE_QUOTA)
                        .findFirst()
                        .orElseThrow();
        double enough = Objects.requireNonNull(found.nominalPflopsOrNull());

        assertThat(enough).isEqualTo(16);
        assertThat(found.placement().startSecond()).isEqualTo(book.nowSecond());
        PlanBook less = PlanBook.asItStands(before);
        less.accountsChanged(withNominal(before, 1, enough - 1), before.budgets(), before.targets());
        assertThat(less.placementOf(2)).isEqualTo(book.placementOf(2));
        book.accountsChanged(withNominal(before, 1, enough), before.budgets(), before.targets());
        assertThat(book.placementOf(2)).contains(found.placement());
    }

    @Example
    void findsEveryKindOfChangeThatWouldDo() {
        // 16 devices: 8 are taken for 40,000 s, the other 8 from 20,000 s on for 36,000 s; 2 x 8 have to end by 30,000
        // s.
        PlanBook book = new PlanBook(aProblem()
                .partition(
                        aPartition("north/h800", 16).id(1).model("H800", "CUDA").fabric(1, 2))
                .partition(
                        aPartition("south/910b", 16).id(2).model("910B", "CANN").fabric(1, 2))
                .build());
        book.insert(aJob(1).gang(1, 8).models("H800").seconds(40_000).build());
        book.insert(aJob(2).gang(1, 8)
                .models("H800")
                .notBefore(20_000)
                .seconds(36_000)
                .build());
        JobFacts job = aJob(3).gang(2, 8)
                .models("H800")
                .seconds(3_600)
                .hardDeadline(30_000)
                .build();
        book.insert(job);

        List<Counterfactual> found = new WhatIf(book.snapshot(), job, job.work(), PRIORITIES).counterfactuals();

        assertThat(book.placementOf(3)).isEmpty();
        assertThat(found)
                .extracting(Counterfactual::kind)
                .containsExactly(Kind.FEWER_WORKERS, Kind.SMALLER_WORKER, Kind.OTHER_MODEL, Kind.LATER_DEADLINE);
        // It starts when both have ended, at 56,000 s, and takes 3,600 s.
        assertThat(found.getLast().job().deadline().orElseThrow().second()).isBetween(59_600L, 59_659L);
    }

    @Example
    void anotherModelBringsTheStackItNeeds() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8).id(1).model("H800", "CUDA"))
                .partition(aPartition("south/910b", 8).id(2).model("910B", "CANN"))
                .build());
        book.insert(aJob(1).gang(1, 8).models("H800").seconds(40_000).build());
        JobFacts job =
                aJob(2).gang(1, 8).models("H800").stacks("CUDA").seconds(3_600).build();
        book.insert(job);

        Counterfactual found = new WhatIf(book.snapshot(), job, job.work(), PRIORITIES)
                .counterfactuals().stream()
                        .filter(each -> each.kind() == Kind.OTHER_MODEL)
                        .findFirst()
                        .orElseThrow();

        assertThat(found.job().accelerators().models()).containsExactlyInAnyOrder("H800", "910B");
        assertThat(found.job().accelerators().stacks()).containsExactlyInAnyOrder("CUDA", "CANN");
        assertThat(found.placement()).isEqualTo(new Placement(2, book.nowSecond(), 1));
    }

    @Example
    void findsTheReservationWhoseEndAJobWaitsFor() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 16))
                .reserved("large", 1, 2, 2, 0, 50_000)
                .reserved("none-of-its-business", 1, 1, 1, 0, 50_000)
                .maintenance("small", 1, 1, 60_000, 90_000)
                .build());
        JobFacts job = aJob(3).gang(2, 8).seconds(20_000).build();
        book.insert(job);

        List<Counterfactual> found = new WhatIf(book.snapshot(), job, job.work(), PRIORITIES).counterfactuals();

        // Between 50,000 and 60,000 s there is not enough time: it starts when the maintenance ends, or ten hours
        // sooner.
        assertThat(book.placementOf(3)).contains(new Placement(1, 90_000, 2));
        assertThat(found)
                .filteredOn(counterfactual -> counterfactual.kind() == Kind.RESERVATION_RELEASED)
                .singleElement()
                .satisfies(counterfactual -> {
                    assertThat(counterfactual.releasedOrNull()).isEqualTo("small");
                    assertThat(counterfactual.placement()).isEqualTo(new Placement(1, 50_000, 2));
                    assertThat(counterfactual.from()).isEqualTo("1 nodes of north/h800 closed");
                });
    }

    @Example
    void tellsOfEachPartitionWhatItLacks() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 16).id(1).model("H800", "CUDA"))
                .partition(aPartition("south/910b", 16).id(2).model("910B", "CANN"))
                .build());
        book.insert(aJob(1).gang(1, 8).models("H800").seconds(40_000).build());
        JobFacts job = aJob(2).gang(2, 8).models("H800").seconds(3_600).build();
        book.insert(job);

        List<PartitionOutlook> outlooks = new WhatIf(book.snapshot(), job, job.work(), PRIORITIES).outlooks();

        assertThat(outlooks).extracting(PartitionOutlook::partition).containsExactly(1, 2);
        assertThat(outlooks.getFirst().neededMilliDevices()).isEqualTo(16_000);
        assertThat(outlooks.getFirst().freeMilliDevices()).isEqualTo(8_000);
        assertThat(outlooks.getFirst().placement()).isEqualTo(new Placement(1, 40_000, 2));
        assertThat(outlooks.getLast().obstacles()).hasSize(1);
        assertThat(outlooks.getLast().placement()).isNull();
    }

    private static BookLife aCityThatHasLivedFor(int events, long seed) {
        BookLife life = new BookLife(seed);
        for (int i = 0; i < events; i++) {
            life.event();
        }
        life.endPreempted();
        life.book().advance(life.book().nowSecond());
        return life;
    }

    private static boolean starts(PlanningProblem snapshot, JobFacts job) {
        return start(snapshot.current().get(job.id())) <= snapshot.nowSecond();
    }

    private static long start(@Nullable Placement placement) {
        return placement == null ? Seconds.FOREVER : placement.startSecond();
    }

    private static long start(PlanBook book, JobFacts job) {
        return book.preview(job) instanceof Insertion.Placed placed
                ? placed.placement().startSecond()
                : Seconds.FOREVER;
    }

    /** When it starts with one step less than what was found; none where no smaller step of that kind is there. */
    private static List<Long> startsWithLess(
            PlanningProblem snapshot, JobFacts job, Counterfactual found, PlanBook copy) {
        return switch (found.kind()) {
            case RESERVATION_RELEASED ->
                smallerReservations(snapshot, found)
                        .map(smaller -> startWithout(smaller, snapshot, job))
                        .toList();
            case MORE_QUOTA -> List.of(startWithMore(snapshot, job, oneStepLessQuota(snapshot, found)));
            case FEWER_WORKERS,
                    FEWER_REPLICAS,
                    SMALLER_WORKER,
                    OTHER_MODEL,
                    OTHER_STACK,
                    LESS_DEVICE_MEMORY,
                    RELAXED_TOPOLOGY,
                    LATER_DEADLINE,
                    SHORTER_RUN,
                    EARLIER_START,
                    HIGHER_PRIORITY -> List.of(start(copy, oneStepLess(snapshot, job, found)));
        };
    }

    private static JobFacts oneStepLess(PlanningProblem snapshot, JobFacts job, Counterfactual found) {
        JobFacts changed = found.job();
        int milliDevices = changed.shape().milliDevices();
        int unit = job.shape().milliDevices() > 1000 ? 1000 : 100;
        ChangedJob less = new ChangedJob(job);
        return switch (found.kind()) {
            case FEWER_WORKERS -> {
                int workers = changed.width().minWorkers() + 1;
                yield workers < job.width().minWorkers() ? less.workers(workers).build() : job;
            }
            case FEWER_REPLICAS -> less.replicas(mostReplicas(changed) + 1).build();
            case SMALLER_WORKER ->
                milliDevices + unit < job.shape().milliDevices()
                        ? less.milliDevices(milliDevices + unit).build()
                        : job;
            case LESS_DEVICE_MEMORY ->
                snapshot.partitions().stream()
                        .map(PartitionFacts::memoryGib)
                        .filter(size -> size > changed.accelerators().minMemoryGib()
                                && size < job.accelerators().minMemoryGib())
                        .min(Comparator.naturalOrder())
                        .map(size -> less.accelerators(new AcceleratorDemand(
                                        job.accelerators().models(),
                                        job.accelerators().stacks(),
                                        size))
                                .build())
                        .orElse(job);
            case RELAXED_TOPOLOGY -> {
                List<Fabric.Domain> domains = List.of(Fabric.Domain.values());
                int narrower = domains.indexOf(changed.fabric().domain()) - 1;
                yield less.fabric(new Fabric(domains.get(narrower), true)).build();
            }
            case LATER_DEADLINE ->
                less.deadline(changed.deadline().orElseThrow().second() - 60).build();
            case SHORTER_RUN -> {
                int percent =
                        Integer.parseInt(found.to().substring(0, found.to().indexOf('%')));
                yield less.part((percent + 1) / 100.0).build();
            }
            case EARLIER_START ->
                less.earliestStart(changed.earliestStartSecond() + 1).build();
            case HIGHER_PRIORITY -> less.priority(changed.priority() - 1).build();
            // A name that is not added leaves the job as it is.
            case OTHER_MODEL, OTHER_STACK, RESERVATION_RELEASED, MORE_QUOTA -> job;
        };
    }

    /** A step is one PFLOPS, of more than sixteen a sixteenth of it. */
    private static long oneStepLessQuota(PlanningProblem snapshot, Counterfactual found) {
        double enough = Objects.requireNonNull(found.nominalPflopsOrNull());
        long more = Math.round(enough - nominal(snapshot, found.job().tenant()));
        return more - Math.max(1, more / 16);
    }

    private static double nominal(PlanningProblem snapshot, int tenant) {
        return snapshot.tenants().stream()
                .filter(each -> each.id() == tenant)
                .mapToDouble(TenantFacts::nominalPflops)
                .findFirst()
                .orElseThrow();
    }

    private static int mostReplicas(JobFacts service) {
        return service.work() instanceof Work.Service(List<Integer> replicas, long seconds)
                ? Collections.max(replicas)
                : 0;
    }

    private static Stream<ReservationFacts> smallerReservations(PlanningProblem snapshot, Counterfactual found) {
        Map<Integer, PartitionFacts> partitions =
                snapshot.partitions().stream().collect(Collectors.toMap(PartitionFacts::id, partition -> partition));
        ToLongFunction<ReservationFacts> size = reservation -> {
            PartitionFacts partition = partitions.get(reservation.partition());
            long perNode = partition == null ? 0 : 1000L * partition.devicesPerNode();
            return Math.max(reservation.milliDevices(), reservation.wholeNodes() * perNode);
        };
        ReservationFacts released = snapshot.reservations().stream()
                .filter(each -> each.id().equals(found.releasedOrNull()))
                .findFirst()
                .orElseThrow();
        return snapshot.reservations().stream()
                .filter(other -> !other.isFor(found.job().tenant()))
                .filter(other -> size.applyAsLong(other) < size.applyAsLong(released));
    }

    /** A reservation is in the job's way when the job could start without it, and is no use when others then go first. */
    private static long startWithout(ReservationFacts released, PlanningProblem snapshot, JobFacts job) {
        List<ReservationFacts> others = snapshot.reservations().stream()
                .filter(other -> !other.equals(released))
                .toList();
        PlanBook alone = PlanBook.asItStands(WhatIf.without(snapshot, job.id()).withReservations(others));
        PlanBook amongOthers = PlanBook.asItStands(snapshot);
        amongOthers.reservationsChanged(others);
        return Math.max(
                start(alone, job), start(amongOthers.placementOf(job.id()).orElse(null)));
    }

    private static long startWithMore(PlanningProblem snapshot, JobFacts job, long pflops) {
        PlanBook book = PlanBook.asItStands(snapshot);
        double nominal = nominal(snapshot, job.tenant()) + pflops;
        book.accountsChanged(withNominal(snapshot, job.tenant(), nominal), snapshot.budgets(), snapshot.targets());
        return start(book.placementOf(job.id()).orElse(null));
    }
}
