package io.exaplan.server.demand;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.Precision;
import io.exaplan.engine.catalogue.Stack;
import io.exaplan.server.demand.JobSpec.Accelerators;
import io.exaplan.server.demand.JobSpec.Checkpoint;
import io.exaplan.server.demand.JobSpec.ClusterLoss;
import io.exaplan.server.demand.JobSpec.Deadline;
import io.exaplan.server.demand.JobSpec.Fabric;
import io.exaplan.server.demand.JobSpec.Gang;
import io.exaplan.server.demand.JobSpec.Retry;
import io.exaplan.server.demand.JobSpec.Worker;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a job says, refusing everything that could never hold, all of it at once. */
@Component
class JobSpecReader {

    private static final int MOST_LISTED = 256;
    private static final int LONGEST_LOCATION = 1024;
    private static final long MOST_CPU_MILLI = 10_000_000;
    private static final long MOST_MEMORY_MIB = 100_000_000;
    private static final double MOST_MEMORY_GIB = 10_000;

    private final DemandSettings settings;
    private final Supplier<AcceleratorCatalogue> catalogue;
    private final GangReader gangs;
    private final WorkReader works;
    private final PlanTime planTime;

    JobSpecReader(
            DemandSettings settings,
            Supplier<AcceleratorCatalogue> catalogue,
            GangReader gangs,
            WorkReader works,
            PlanTime planTime) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.gangs = gangs;
        this.works = works;
        this.planTime = planTime;
    }

    /**
     * Reads a job.
     *
     * @param ownTenant what it means when the job names no tenant; null when it has to
     */
    JobSpec read(JsonForm form, @Nullable String ownTenant) {
        String name = form.required("name", Values.name(), "");
        String tenant = ownTenant == null
                ? form.required("tenant", Values.name(), "")
                : form.optional("tenant", Values.name(), ownTenant);
        JobKind kind = form.required("kind", Values.oneOf(JobKind.class), JobKind.TRAINING);
        Gang gang = gangs.read(form.objectOrEmpty("gang"), kind);
        Worker worker = worker(form.requiredObject("worker"));
        Accelerators accelerators = accelerators(form.objectOrEmpty("accelerators"));
        Precision precision = form.optional("precision", Values.oneOf(Precision.class), Precision.BF16);
        Duration maxDuration = form.orNull("maxDuration", duration());
        WorkReader.Length length = works.read(form, kind, new WorkReader.Devices(gang, worker, accelerators));
        Instant earliestStart = form.orNull("earliestStart", Values.instant());
        Deadline deadline = deadline(form, earliestStart, length);
        List<String> residency = names(form, "residency");
        refuseShortMaximum(form, maxDuration, length);
        return new JobSpec(
                name,
                tenant,
                kind,
                gang,
                worker,
                length.allowed() == null ? accelerators : length.allowed(),
                fabric(form.objectOrEmpty("fabric")),
                precision,
                length.expected(),
                maxDuration,
                length.work(),
                length.sized(),
                length.service(),
                earliestStart,
                deadline,
                form.optional("priorityClass", Values.oneOf(PriorityClass.class), PriorityClass.NORMAL),
                form.optional("preemptible", Values.flag(), false),
                form.optional("minimumRunTime", Values.duration(Duration.ZERO, settings.maxDuration()), Duration.ZERO),
                retry(form.objectOrEmpty("retry")),
                RuntimeReader.read(form.objectOrEmpty("runtime")),
                form.optional("onClusterLoss", Values.oneOf(ClusterLoss.class), ClusterLoss.WAIT),
                names(form, "datasets"),
                residency,
                checkpoint(form, kind, residency),
                form.orNull("webhook", Values.integer(1, Integer.MAX_VALUE)));
    }

    private @Nullable Checkpoint checkpoint(JsonForm form, JobKind kind, List<String> residency) {
        JsonForm stated = form.object("checkpoint").orElse(null);
        if (stated == null) {
            return null;
        }
        if (kind == JobKind.INFERENCE) {
            form.refuse("checkpoint", "A service goes on from nothing. Leave it out, or state kind TRAINING.");
        }
        List<String> readableFrom = names(stated, "readableFrom");
        if (!readableFrom.isEmpty()
                && !residency.isEmpty()
                && residency.stream().noneMatch(readableFrom::contains)) {
            stated.refuse("readableFrom", "Name a cluster of residency too: no other may run the job again.");
        }
        return new Checkpoint(
                stated.required("location", Values.text(LONGEST_LOCATION), ""),
                stated.optional("interval", duration(), settings.checkpointInterval()),
                readableFrom);
    }

    private static List<String> names(JsonForm form, String field) {
        return form.optional(field, Values.list(Values.name(), MOST_LISTED), List.of()).stream()
                .distinct()
                .toList();
    }

    private Worker worker(JsonForm form) {
        int milliDevices = form.required(
                "milliDevices",
                Values.integer(1, settings.maxDevicesPerWorker() * 1000)
                        .when(
                                milli -> milli <= 1000 || milli % 1000 == 0,
                                "State 1 to 1000 for a share of one device, or whole devices: 2000, 3000, ..."),
                1000);
        return new Worker(
                milliDevices,
                form.optional("cpuMilli", Values.wholeNumber(0, MOST_CPU_MILLI), 0L),
                form.optional("memoryMib", Values.wholeNumber(0, MOST_MEMORY_MIB), 0L));
    }

    /** Names the catalogue knows are stored as its keys; others may be what some cluster calls its devices. */
    private Accelerators accelerators(JsonForm form) {
        List<String> named = form.optional("models", Values.list(Values.text(120), MOST_LISTED), List.of());
        List<String> keys = named.stream()
                .map(name ->
                        catalogue.get().named(name).map(AcceleratorModel::key).orElse(name))
                .distinct()
                .toList();
        return new Accelerators(
                keys,
                form.optional("stacks", Values.list(Values.oneOf(Stack.class), MOST_LISTED), List.of()),
                form.optional("minMemoryGib", Values.number(0, MOST_MEMORY_GIB), 0.0));
    }

    private static Fabric fabric(JsonForm form) {
        Fabric.Domain domain = form.optional("domain", Values.oneOf(Fabric.Domain.class), Fabric.Domain.ANY);
        return new Fabric(domain, form.optional("required", Values.flag(), false));
    }

    private @Nullable Deadline deadline(JsonForm form, @Nullable Instant earliestStart, WorkReader.Length length) {
        if (!form.has("deadline")) {
            return null;
        }
        JsonForm stated = form.requiredObject("deadline");
        Instant at = stated.required("at", Values.instant(), Instant.MAX);
        boolean hard = stated.optional("hard", Values.flag(), false);
        Instant now = planTime.now();
        Instant from = earliestStart == null || earliestStart.isBefore(now) ? now : earliestStart;
        if (!at.isAfter(from)) {
            stated.refuse("at", "State a time after %s, when the job may start at the earliest.".formatted(from));
        } else if (hard
                && length.shortest() != null
                && from.plus(length.shortest()).isAfter(at)) {
            stated.refuse(
                    "at",
                    "From %s on it takes at least %s. State a later deadline, or a soft one."
                            .formatted(from, length.shortest()));
        }
        return new Deadline(at, hard);
    }

    private static void refuseShortMaximum(JsonForm form, @Nullable Duration maximum, WorkReader.Length length) {
        if (maximum != null && length.shortest() != null && maximum.compareTo(length.shortest()) < 0) {
            form.refuse("maxDuration", "State at least %s, which it is expected to take.".formatted(length.shortest()));
        }
    }

    private Retry retry(JsonForm form) {
        return new Retry(
                form.optional("maxAttempts", Values.integer(1, settings.maxAttempts()), 1),
                form.optional("exitCodes", Values.list(Values.integer(0, 255), MOST_LISTED), List.of()),
                form.optional("onNodeFailure", Values.flag(), true));
    }

    private Value<Duration> duration() {
        return Values.duration(Duration.ofSeconds(1), settings.maxDuration());
    }
}
