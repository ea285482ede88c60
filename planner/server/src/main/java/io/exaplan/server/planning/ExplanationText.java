package io.exaplan.server.planning;

import io.exaplan.engine.book.Counterfactual;
import io.exaplan.engine.book.PartitionOutlook;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.solver.JudgedPlacement;
import io.exaplan.server.demand.JobCondition;
import io.exaplan.server.demand.PriorityClass;
import io.exaplan.server.planning.JobExplanation.ConsideredPartition;
import io.exaplan.server.planning.JobExplanation.Hindrance;
import io.exaplan.server.planning.JobExplanation.Holder;
import io.exaplan.server.planning.JobExplanation.SoonerWith;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the engine found out about a job, in the words of the API. */
final class ExplanationText {
    private static final int MOST_PARTITIONS = 50;
    private static final int PARTITIONS_WITH_HOLDERS = 5;
    private static final int MOST_HOLDERS = 5;

    private final PlanningProblem plan;
    private final JobFacts job;
    private final @Nullable Duration maxDuration;
    private final IntPredicate seesTenant;
    private final Map<Integer, PartitionFacts> partitions = new HashMap<>();

    /** @param maxDuration what is stated of the job, null when nothing is */
    ExplanationText(PlanningProblem plan, JobFacts job, @Nullable Duration maxDuration, IntPredicate seesTenant) {
        this.plan = plan;
        this.job = job;
        this.maxDuration = maxDuration;
        this.seesTenant = seesTenant;
        plan.partitions().forEach(partition -> partitions.put(partition.id(), partition));
    }

    JobExplanation of(
            List<JobCondition> blockers,
            List<JudgedPlacement> places,
            List<PartitionOutlook> outlooks,
            List<Counterfactual> counterfactuals) {
        WhyHere why = WhyHere.of(places, id -> partition(id).key(), false);
        int shown = Math.min(MOST_PARTITIONS, outlooks.size());
        return new JobExplanation(
                blockers,
                why.sentence(),
                why.places(),
                IntStream.range(0, shown)
                        .mapToObj(i -> considered(outlooks.get(i), i < PARTITIONS_WITH_HOLDERS))
                        .toList(),
                outlooks.size() - shown,
                counterfactuals.stream().map(this::sooner).toList());
    }

    /** Of a job that runs: why it runs where it does. */
    JobExplanation ofRun(List<JudgedPlacement> places) {
        WhyHere why = WhyHere.of(places, id -> partition(id).key(), true);
        return new JobExplanation(List.of(), why.sentence(), why.places(), List.of(), 0, List.of());
    }

    private ConsideredPartition considered(PartitionOutlook outlook, boolean withHolders) {
        PartitionFacts partition = partition(outlook.partition());
        Placement placement = outlook.placement();
        return new ConsideredPartition(
                partition.key(),
                partition.acceleratorModel(),
                summary(outlook, partition),
                outlook.obstacles().stream()
                        .map(obstacle -> new Hindrance(obstacle.kind(), obstacle.detail()))
                        .toList(),
                outlook.neededMilliDevices() / 1000.0,
                outlook.freeMilliDevices() / 1000.0,
                outlook.neededWholeNodes(),
                outlook.freeWholeNodes(),
                placement == null ? null : Instant.ofEpochSecond(placement.startSecond()),
                placement == null ? null : instant(outlook.endSecond()),
                withHolders && outlook.eligible() ? holders(partition.id()) : List.of());
    }

    private String summary(PartitionOutlook outlook, PartitionFacts partition) {
        if (!outlook.eligible()) {
            return String.join(
                    "; ",
                    outlook.obstacles().stream()
                            .map(obstacle -> obstacle.detail())
                            .toList());
        }
        Placement placement = outlook.placement();
        return "needs %s x %s%s, %s free now%s; %s"
                .formatted(
                        devices(outlook.neededMilliDevices()),
                        partition.acceleratorModel(),
                        outlook.neededWholeNodes() == 0
                                ? ""
                                : " on %d wholly free nodes".formatted(outlook.neededWholeNodes()),
                        devices(outlook.freeMilliDevices()),
                        outlook.neededWholeNodes() == 0
                                ? ""
                                : " and %d nodes wholly free".formatted(outlook.freeWholeNodes()),
                        placement == null
                                ? "no room for as long as it runs before " + time(plan.horizonSecond())
                                : "could start at " + time(placement.startSecond()));
    }

    private List<Holder> holders(int partition) {
        return plan.runs().stream()
                .filter(run -> run.placement().partition() == partition)
                .sorted(Comparator.comparingLong(RunFacts::endSecond).thenComparing(RunFacts::runId))
                .limit(MOST_HOLDERS)
                .map(this::holder)
                .toList();
    }

    private Holder holder(RunFacts run) {
        boolean sees = seesTenant.test(run.job().tenant());
        return new Holder(
                sees ? run.job().id() : null,
                sees ? run.job().name() : "another tenant",
                Footprint.milliDevicesOfGang(run.job(), run.placement().width()) / 1000.0,
                instant(run.endSecond()));
    }

    private SoonerWith sooner(Counterfactual found) {
        Placement at = found.placement();
        PartitionFacts partition = partition(at.partition());
        boolean endless = found.endSecond() == Seconds.FOREVER;
        String from = stated(found, found.from(), job.priority());
        String to = stated(found, found.to(), found.job().priority());
        return new SoonerWith(
                found.kind(),
                from,
                to,
                Instant.ofEpochSecond(at.startSecond()),
                instant(found.endSecond()),
                partition.key(),
                at.width(),
                endless ? null : Duration.ofSeconds(found.endSecond() - at.startSecond()),
                found.preempted().size(),
                JobChange.of(job, maxDuration, found),
                "with %s instead of %s it would start at %s on %s%s"
                        .formatted(
                                to,
                                from,
                                time(at.startSecond()),
                                partition.key(),
                                found.preempted().isEmpty()
                                        ? ""
                                        : ", for which %d runs would end"
                                                .formatted(found.preempted().size())));
    }

    /** The API knows priorities by the names of their classes. */
    private static String stated(Counterfactual found, String otherwise, int priority) {
        return found.kind() != Counterfactual.Kind.HIGHER_PRIORITY
                ? otherwise
                : Arrays.stream(PriorityClass.values())
                        .filter(known -> JobAssembly.priority(known) == priority)
                        .map(known -> "priority class " + known)
                        .findFirst()
                        .orElse(otherwise);
    }

    private PartitionFacts partition(int id) {
        return Objects.requireNonNull(partitions.get(id), () -> "partition " + id + " is in no snapshot");
    }

    private static @Nullable Instant instant(long second) {
        return second == Seconds.FOREVER ? null : Instant.ofEpochSecond(second);
    }

    private static String time(long second) {
        return second == Seconds.FOREVER
                ? "no time that is known"
                : Instant.ofEpochSecond(second).toString();
    }

    private static String devices(long milliDevices) {
        return milliDevices % 1000 == 0 ? Long.toString(milliDevices / 1000) : Double.toString(milliDevices / 1000.0);
    }
}
