package io.exaplan.engine.checker;

import io.exaplan.engine.checker.Violation.Rule;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules that each job keeps or breaks by itself. */
final class JobRules {
    private final Map<Long, JobFacts> jobs;
    private final Map<Integer, PartitionFacts> partitions;
    private final List<Violation> violations = new ArrayList<>();

    JobRules(PlanningProblem problem) {
        jobs = problem.jobs().stream().collect(Collectors.toMap(JobFacts::id, Function.identity()));
        partitions = problem.partitions().stream().collect(Collectors.toMap(PartitionFacts::id, Function.identity()));
    }

    List<Violation> check(Map<Long, Placement> placements) {
        new TreeMap<>(placements).forEach((id, placement) -> {
            if (!jobs.containsKey(id)) {
                add(Rule.UNKNOWN_JOB, id, "job %d is placed and unknown".formatted(id));
            } else if (!partitions.containsKey(placement.partition())) {
                add(
                        Rule.UNKNOWN_PARTITION,
                        id,
                        "job %d stands on partition %d, which is unknown".formatted(id, placement.partition()));
            }
        });
        return violations;
    }

    private void add(Rule rule, long job, String detail) {
        violations.add(new Violation(rule, Set.of(job), false, detail));
    }
}
