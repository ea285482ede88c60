package io.exaplan.engine.checker;

import io.exaplan.engine.checker.Violation.Rule;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules that each job keeps or breaks by itself. */
final class JobRules {
    private final PlanningProblem problem;
    private final Map<Long, JobFacts> jobs;
    private final Map<Integer, PartitionFacts> partitions;
    private final Map<String, DatasetFacts> datasets = new HashMap<>();
    private final Set<Long> running = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    JobRules(PlanningProblem problem) {
        this.problem = problem;
        jobs = problem.jobs().stream().collect(Collectors.toMap(JobFacts::id, Function.identity()));
        partitions = problem.partitions().stream().collect(Collectors.toMap(PartitionFacts::id, Function.identity()));
        problem.datasets().forEach(dataset -> datasets.put(dataset.name(), dataset));
        problem.runs().forEach(run -> running.add(run.job().id()));
    }

    /** The placements whose use can be computed: of jobs, on partitions, and at widths that there are. */
    List<Standing> known(Map<Long, Placement> placements) {
        List<Standing> known = new ArrayList<>();
        new TreeMap<>(placements).forEach((id, placement) -> {
            JobFacts job = jobs.get(id);
            PartitionFacts partition = partitions.get(placement.partition());
            if (job != null && partition != null && allowsWidth(job, placement)) {
                OptionalLong seconds = job.secondsOn(partition.acceleratorModel(), placement.width());
                seconds.ifPresent(run -> known.add(new Standing(job, partition, placement, run)));
            }
        });
        return known;
    }

    List<Violation> check(Map<Long, Placement> placements) {
        new TreeMap<>(placements).forEach((id, placement) -> {
            JobFacts job = jobs.get(id);
            PartitionFacts partition = partitions.get(placement.partition());
            if (job == null) {
                add(Rule.UNKNOWN_JOB, id, "job %d has a start and is not waiting".formatted(id));
            } else if (partition == null) {
                add(Rule.UNKNOWN_PARTITION, id, "partition %d is not known".formatted(placement.partition()));
            } else {
                checkPlace(job, partition, placement);
                checkTime(job, partition, placement);
            }
        });
        return violations;
    }

    private void checkPlace(JobFacts job, PartitionFacts partition, Placement placement) {
        if (running.contains(job.id())) {
            add(Rule.RUNS_ALREADY, job.id(), "job (%s) has a run".formatted(job.name()));
        }
        if (!allowsWidth(job, placement)) {
            add(
                    Rule.WIDTH,
                    job.id(),
                    "job (%s) has %d workers, it needs %d to %d"
                            .formatted(
                                    job.name(),
                                    placement.width(),
                                    job.width().minWorkers(),
                                    job.width().maxWorkers()));
        }
        String unfit = unfit(job, partition, placement, datasets);
        if (!unfit.isEmpty()) {
            add(
                    Rule.ELIGIBILITY,
                    job.id(),
                    "job (%s) on partition (%s): %s".formatted(job.name(), partition.key(), unfit));
        }
    }

    /** Everything about the partition that does not suit the job, or nothing. */
    private static String unfit(
            JobFacts job, PartitionFacts partition, Placement placement, Map<String, DatasetFacts> datasets) {
        AcceleratorDemand wants = job.accelerators();
        List<String> reasons = new ArrayList<>();
        if (!partition.accepting()) {
            reasons.add("it accepts no starts");
        }
        if (!partition.tenants().isEmpty() && !partition.tenants().contains(job.tenant())) {
            reasons.add("it is not offered to tenant %d".formatted(job.tenant()));
        }
        if (!wants.models().isEmpty() && !wants.models().contains(partition.acceleratorModel())) {
            reasons.add("model %s".formatted(partition.acceleratorModel()));
        }
        if (!wants.stacks().isEmpty() && !wants.stacks().contains(partition.stack())) {
            reasons.add("stack %s".formatted(partition.stack()));
        }
        if (partition.memoryGib() < wants.minMemoryGib()) {
            reasons.add("%s GiB".formatted(partition.memoryGib()));
        }
        if (job.work().secondsOn(partition.acceleratorModel()).isEmpty()) {
            reasons.add("no run time on %s".formatted(partition.acceleratorModel()));
        }
        if (!job.data().residency().isEmpty() && !job.data().residency().contains(partition.cluster())) {
            reasons.add("it may not run on cluster %s".formatted(partition.cluster()));
        }
        reasons.addAll(unreadable(job, partition, datasets));
        reasons.addAll(GangShape.misfits(job, placement.width(), partition));
        return String.join(", ", reasons);
    }

    /** The datasets it may not read there. */
    private static List<String> unreadable(JobFacts job, PartitionFacts partition, Map<String, DatasetFacts> datasets) {
        List<String> reasons = new ArrayList<>();
        for (String name : new TreeSet<>(job.data().datasets())) {
            DatasetFacts dataset = datasets.get(name);
            if (dataset == null || !(dataset.open() || dataset.grants().contains(job.tenant()))) {
                reasons.add("dataset (%s) is not for tenant %d".formatted(name, job.tenant()));
            } else if (!dataset.residency().isEmpty() && !dataset.residency().contains(partition.cluster())) {
                reasons.add("dataset (%s) may not be read on cluster %s".formatted(name, partition.cluster()));
            }
        }
        return reasons;
    }

    private void checkTime(JobFacts job, PartitionFacts partition, Placement placement) {
        long start = placement.startSecond();
        if (start < problem.nowSecond()) {
            add(
                    Rule.START_IN_THE_PAST,
                    job.id(),
                    "job (%s) starts at %s, it is %s"
                            .formatted(job.name(), Seconds.text(start), Seconds.text(problem.nowSecond())));
        }
        if (start < job.earliestStartSecond()) {
            add(
                    Rule.EARLIEST_START,
                    job.id(),
                    "job (%s) starts at %s, may from %s"
                            .formatted(job.name(), Seconds.text(start), Seconds.text(job.earliestStartSecond())));
        }
        if (start > problem.horizonSecond()) {
            add(
                    Rule.HORIZON,
                    job.id(),
                    "job (%s) starts at %s, the plan ends at %s"
                            .formatted(job.name(), Seconds.text(start), Seconds.text(problem.horizonSecond())));
        }
        checkDeadline(job, partition, placement);
        for (Cut cut : problem.cuts()) {
            if (cut.partition() == partition.id() && cutApplies(cut, job, placement)) {
                add(
                        Rule.CUT,
                        job.id(),
                        "job (%s) starts at %s under a cut until %s"
                                .formatted(job.name(), Seconds.text(start), Seconds.text(cut.untilSecond())));
            }
        }
    }

    private void checkDeadline(JobFacts job, PartitionFacts partition, Placement placement) {
        Deadline deadline = job.deadlineOrNull();
        if (deadline == null || !deadline.hard() || !allowsWidth(job, placement)) {
            return;
        }
        long left = deadline.second() - placement.startSecond();
        job.secondsOn(partition.acceleratorModel(), placement.width()).ifPresent(seconds -> {
            if (seconds > left) {
                add(
                        Rule.HARD_DEADLINE,
                        job.id(),
                        "job (%s) runs %d s, %d s remain".formatted(job.name(), seconds, left));
            }
        });
    }

    private static boolean cutApplies(Cut cut, JobFacts job, Placement placement) {
        return placement.startSecond() < cut.untilSecond()
                && placement.width() >= cut.workers()
                && job.shape().milliDevices() >= cut.shape().milliDevices()
                && job.shape().cpuMilli() >= cut.shape().cpuMilli()
                && job.shape().memoryMib() >= cut.shape().memoryMib();
    }

    private static boolean allowsWidth(JobFacts job, Placement placement) {
        return placement.width() >= job.width().minWorkers()
                && placement.width() <= job.width().maxWorkers();
    }

    private void add(Rule rule, long job, String detail) {
        violations.add(new Violation(rule, "job " + job, Set.of(job), false, detail));
    }
}
