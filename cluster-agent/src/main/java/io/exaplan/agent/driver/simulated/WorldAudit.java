package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.RunReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges what several worlds really did, from their own journals.
 *
 * @param worlds number of worlds read
 * @param runsCreated runs that were created, every creation counted
 * @param jobs jobs they belonged to
 * @param runsDoubled creations of a run that existed already, in the same world or another, and runs created while an
 *     earlier run of the same job was alive anywhere
 * @param orphans live runs the planner's newest orders did not mention
 * @param alive runs alive now
 * @param findings one sentence for each doubled run
 */
record WorldAudit(
        int worlds, long runsCreated, long jobs, long runsDoubled, long orphans, long alive, List<String> findings) {

    /** One run in one world; it is alive from its creation (included) to its end (excluded), by wall time. */
    private record Life(
            String world,
            String runId,
            long jobId,
            int creations,
            Instant from,
            @Nullable Instant until) {

        boolean aliveAt(Instant moment) {
            return until == null || until.isAfter(moment);
        }
    }

    static WorldAudit of(Map<String, WorldState> worlds) {
        List<Life> lives = new ArrayList<>();
        worlds.forEach((name, state) -> lives.addAll(lives(name, state)));
        lives.sort(Comparator.comparing(Life::from).thenComparing(Life::runId).thenComparing(Life::world));
        List<String> findings = new ArrayList<>(createdAgain(lives));
        long again = lives.stream().mapToLong(life -> life.creations() - 1).sum();
        long elsewhere = findings.size()
                - lives.stream().filter(life -> life.creations() > 1).count();
        List<String> together = aliveTogether(lives);
        findings.addAll(together);
        return new WorldAudit(
                worlds.size(),
                lives.stream().mapToLong(Life::creations).sum(),
                lives.stream().mapToLong(Life::jobId).distinct().count(),
                again + elsewhere + together.size(),
                worlds.values().stream().mapToLong(WorldAudit::orphans).sum(),
                lives.stream().filter(life -> life.until() == null).count(),
                findings);
    }

    private static List<Life> lives(String world, WorldState state) {
        List<Life> lives = new ArrayList<>();
        for (LiveRun run : state.live()) {
            lives.add(new Life(
                    world,
                    run.runId(),
                    run.spec().jobId(),
                    run.creations(),
                    run.created().wall(),
                    null));
        }
        for (EndedRun run : state.ended()) {
            RunReport report = run.report();
            lives.add(new Life(
                    world,
                    report.runId(),
                    report.jobId(),
                    run.creations(),
                    run.created().wall(),
                    run.ended().wall()));
        }
        return lives;
    }

    private static List<String> createdAgain(List<Life> lives) {
        List<String> findings = new ArrayList<>();
        Map<String, Life> first = new HashMap<>();
        for (Life life : lives) {
            if (life.creations() > 1) {
                findings.add(
                        "Run %s was created %d times in %s.".formatted(life.runId(), life.creations(), life.world()));
            }
            Life earlier = first.putIfAbsent(life.runId(), life);
            if (earlier != null) {
                findings.add("Run %s was created in %s and again in %s."
                        .formatted(life.runId(), earlier.world(), life.world()));
            }
        }
        return findings;
    }

    private static List<String> aliveTogether(List<Life> lives) {
        List<String> findings = new ArrayList<>();
        Map<Long, List<Life>> byJob = lives.stream().collect(Collectors.groupingBy(Life::jobId));
        for (List<Life> ofJob : byJob.values()) {
            for (int i = 1; i < ofJob.size(); i++) {
                Life run = ofJob.get(i);
                ofJob.subList(0, i).stream()
                        .filter(earlier -> !earlier.runId().equals(run.runId()) && earlier.aliveAt(run.from()))
                        .findFirst()
                        .ifPresent(earlier ->
                                findings.add("Job %d: run %s was created in %s at %s while run %s was alive in %s."
                                        .formatted(
                                                run.jobId(),
                                                run.runId(),
                                                run.world(),
                                                run.from(),
                                                earlier.runId(),
                                                earlier.world())));
            }
        }
        return findings;
    }

    private static long orphans(WorldState state) {
        return state.orphans().stream()
                .filter(runId -> state.run(runId).isPresent())
                .count();
    }
}
