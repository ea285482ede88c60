package io.exaplan.server.planning;

import io.exaplan.engine.book.Counterfactual;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Work;
import io.exaplan.server.demand.PriorityClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What would have to be stated otherwise about a job, in the fields of a submission; null is what stays as it is.
 *
 * @param workers of a rigid gang
 * @param mostReplicas what each hour's replicas are cut to
 * @param milliDevicesPerWorker thousandths of devices for each worker
 * @param models accelerator models, by catalogue key, sorted
 * @param stacks software stacks, sorted; also those that other models need
 * @param minMemoryGib memory of each device
 * @param fabricDomain how close the workers must stand
 * @param deadline of a hard deadline, plan time
 * @param earliestStart plan time
 * @param priorityClass its class
 * @param expectedDuration at the narrowest width; null also for a job that states its work, which is sized anew
 * @param maxDuration what it must be allowed at least to last, where what is stated would end it before it is done
 * @param workShare part of its work, 0 to 1, for a job that states its work
 * @param nominalQuotaPflops nominal quota of its tenant, which is no field of a submission; the job stays as it is
 */
public record JobChange(
        @Nullable Integer workers,
        @Nullable Integer mostReplicas,
        @Nullable Integer milliDevicesPerWorker,
        @Nullable List<String> models,
        @Nullable List<String> stacks,
        @Nullable Double minMemoryGib,
        @Nullable String fabricDomain,
        @Nullable Instant deadline,
        @Nullable Instant earliestStart,
        @Nullable PriorityClass priorityClass,
        @Nullable Duration expectedDuration,
        @Nullable Duration maxDuration,
        @Nullable Double workShare,
        @Nullable Double nominalQuotaPflops) {

    /**
     * What a counterfactual changes about the job it was found for.
     *
     * @param maxDuration what is stated of it, null when nothing is
     */
    static JobChange of(JobFacts job, @Nullable Duration maxDuration, Counterfactual found) {
        Counterfactual.Kind kind = found.kind();
        JobFacts changed = found.job();
        return new JobChange(
                kind == Counterfactual.Kind.FEWER_WORKERS ? changed.width().minWorkers() : null,
                kind == Counterfactual.Kind.FEWER_REPLICAS ? mostReplicas(changed.work()) : null,
                kind == Counterfactual.Kind.SMALLER_WORKER ? changed.shape().milliDevices() : null,
                kind == Counterfactual.Kind.OTHER_MODEL
                        ? sorted(changed.accelerators().models())
                        : null,
                changed.accelerators().stacks().equals(job.accelerators().stacks())
                        ? null
                        : sorted(changed.accelerators().stacks()),
                kind == Counterfactual.Kind.LESS_DEVICE_MEMORY
                        ? changed.accelerators().minMemoryGib()
                        : null,
                kind == Counterfactual.Kind.RELAXED_TOPOLOGY
                        ? changed.fabric().domain().name()
                        : null,
                kind == Counterfactual.Kind.LATER_DEADLINE
                        ? Instant.ofEpochSecond(changed.deadline().orElseThrow().second())
                        : null,
                kind == Counterfactual.Kind.EARLIER_START ? Instant.ofEpochSecond(changed.earliestStartSecond()) : null,
                kind == Counterfactual.Kind.HIGHER_PRIORITY ? priorityClass(changed.priority()) : null,
                duration(job.work(), changed.work()),
                longest(job.work(), maxDuration, found),
                kind == Counterfactual.Kind.SHORTER_RUN ? share(job.work(), changed.work()) : null,
                found.nominalPflopsOrNull());
    }

    private static @Nullable Integer mostReplicas(Work work) {
        return work instanceof Work.Service service ? Collections.max(service.replicasByHour()) : null;
    }

    private static @Nullable Duration duration(Work before, Work after) {
        return after instanceof Work.Fixed(long seconds) && !after.equals(before) ? Duration.ofSeconds(seconds) : null;
    }

    /** As much longer as the work takes longer, where it would take longer than is stated. */
    private static @Nullable Duration longest(Work before, @Nullable Duration stated, Counterfactual found) {
        if (stated == null || found.endSecond() == Seconds.FOREVER) {
            return null;
        }
        long seconds = found.endSecond() - found.placement().startSecond();
        if (seconds <= stated.toSeconds()) {
            return null;
        }
        double factor = before instanceof Work.Fixed(long was) && found.job().work() instanceof Work.Fixed(long is)
                ? (double) is / was
                : 1;
        return Duration.ofSeconds(Math.max(seconds, (long) Math.ceil(stated.toSeconds() * factor)));
    }

    private static @Nullable Double share(Work before, Work after) {
        return before instanceof Work.ByModel was && after instanceof Work.ByModel is
                ? was.secondsByModel().entrySet().stream()
                        .map(model -> (double) is.secondsByModel().getOrDefault(model.getKey(), model.getValue())
                                / model.getValue())
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static @Nullable PriorityClass priorityClass(int priority) {
        return Arrays.stream(PriorityClass.values())
                .filter(known -> JobAssembly.priority(known) == priority)
                .findFirst()
                .orElse(null);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
