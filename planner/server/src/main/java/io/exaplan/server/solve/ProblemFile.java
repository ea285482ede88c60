package io.exaplan.server.solve;

import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.server.planning.ProblemJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a planning problem as people write it: the one JSON form of {@link ProblemJson}, in which instants may also read
 * {@code "2026-03-02T08:00:00Z"}, run times {@code "PT4H"}, a profile that never changes its number, and in which what goes without
 * saying may be left out.
 */
final class ProblemFile {

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private ProblemFile() {}

    static PlanningProblem read(byte[] json) throws InvalidProblem {
        ProblemShape shape = new ProblemShape();
        JsonNode tree = shape.plain(parsed(json));
        if (!shape.findings().isEmpty()) {
            throw new InvalidProblem(shape.findings());
        }
        PlanningProblem problem = sorted(typed(tree));
        List<String> findings = contradictions(problem);
        if (!findings.isEmpty()) {
            throw new InvalidProblem(findings);
        }
        return problem;
    }

    private static JsonNode parsed(byte[] json) throws InvalidProblem {
        try {
            return STRICT.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidProblem(List.of("It is no JSON: %s (line %d, column %d)."
                    .formatted(
                            e.getOriginalMessage(),
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr())));
        }
    }

    private static PlanningProblem typed(JsonNode tree) throws InvalidProblem {
        try {
            return ProblemJson.read(STRICT.writeValueAsBytes(tree));
        } catch (JacksonException e) {
            throw new InvalidProblem(List.of("%s: %s".formatted(path(e), reason(e))));
        }
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            path.append(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName());
        }
        return path.isEmpty() ? "the problem" : path.substring(path.charAt(0) == '.' ? 1 : 0);
    }

    /** What a record said against its values is clearer than what the reader made of it. */
    private static String reason(JacksonException e) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : e.getOriginalMessage();
    }

    private static PlanningProblem sorted(PlanningProblem problem) {
        return new PlanningProblem(
                problem.nowSecond(),
                problem.horizonSecond(),
                problem.frozenUntilSecond(),
                problem.zone(),
                problem.partitions().stream()
                        .sorted(Comparator.comparingInt(PartitionFacts::id))
                        .toList(),
                problem.tenants().stream()
                        .sorted(Comparator.comparingInt(TenantFacts::id))
                        .toList(),
                problem.jobs().stream()
                        .sorted(Comparator.comparingLong(JobFacts::id))
                        .toList(),
                problem.runs().stream()
                        .sorted(Comparator.comparing(RunFacts::runId))
                        .toList(),
                problem.cuts(),
                problem.current(),
                problem.settings(),
                problem.reservations().stream()
                        .sorted(Comparator.comparing(ReservationFacts::id))
                        .toList(),
                problem.budgets().stream()
                        .sorted(Comparator.comparing(BudgetFacts::id))
                        .toList(),
                problem.datasets().stream()
                        .sorted(Comparator.comparing(DatasetFacts::name))
                        .toList(),
                problem.targets().stream()
                        .sorted(Comparator.comparing(TargetFacts::id))
                        .toList());
    }

    private static List<String> contradictions(PlanningProblem problem) {
        List<String> findings = new ArrayList<>();
        if (problem.horizonSecond() <= problem.nowSecond()) {
            findings.add("horizonSecond: the plan ends before it begins. State a time after nowSecond.");
        }
        once("partitions", problem.partitions().stream().map(PartitionFacts::id).toList(), findings);
        once("tenants", problem.tenants().stream().map(TenantFacts::id).toList(), findings);
        once("jobs", problem.jobs().stream().map(JobFacts::id).toList(), findings);
        once("runs", problem.runs().stream().map(RunFacts::runId).toList(), findings);
        once(
                "reservations",
                problem.reservations().stream().map(ReservationFacts::id).toList(),
                findings);
        once("budgets", problem.budgets().stream().map(BudgetFacts::id).toList(), findings);
        once("datasets", problem.datasets().stream().map(DatasetFacts::name).toList(), findings);
        once("targets", problem.targets().stream().map(TargetFacts::id).toList(), findings);
        Set<Integer> partitions =
                problem.partitions().stream().map(PartitionFacts::id).collect(Collectors.toSet());
        Set<Long> jobs = problem.jobs().stream().map(JobFacts::id).collect(Collectors.toSet());
        problem.runs().stream()
                .filter(run -> !partitions.contains(run.placement().partition()))
                .forEach(run -> findings.add("runs: run %s stands on partition %d, which there is not."
                        .formatted(run.runId(), run.placement().partition())));
        problem.reservations().stream()
                .filter(reservation -> !partitions.contains(reservation.partition()))
                .forEach(reservation -> findings.add("reservations: %s is on partition %d, which there is not."
                        .formatted(reservation.id(), reservation.partition())));
        Set<String> datasets =
                problem.datasets().stream().map(DatasetFacts::name).collect(Collectors.toSet());
        problem.jobs()
                .forEach(job -> job.data().datasets().stream()
                        .filter(name -> !datasets.contains(name))
                        .sorted()
                        .forEach(name -> findings.add(
                                "jobs: job %d reads the dataset (%s), which there is not.".formatted(job.id(), name))));
        problem.current().forEach((job, placement) -> {
            if (!jobs.contains(job) || !partitions.contains(placement.partition())) {
                findings.add("current: job %d on partition %d; one of them there is not."
                        .formatted(job, placement.partition()));
            }
        });
        return findings;
    }

    private static void once(String field, Collection<?> ids, List<String> findings) {
        Set<Object> seen = new HashSet<>();
        ids.stream()
                .filter(id -> !seen.add(id))
                .forEach(id -> findings.add("%s: the id %s comes twice.".formatted(field, id)));
    }
}
