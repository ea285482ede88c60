package io.exaplan.server.demo;

import io.exaplan.server.demo.DemoWorld.DemoJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Submits a demo's jobs when plan time reaches them, each in its tenant's name and under an idempotency key. A demo that
 * is started again goes on with the next job as if no time had passed.
 */
final class Traffic implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Traffic.class);
    private static final Duration LONGEST_NAP = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** How long nobody submits because an agent was not heard yet. */
    private static final Duration LONGEST_WAIT_FOR_AGENTS = Duration.ofMinutes(2);

    private final PlannerClient planner;
    private final DemoNotebook notebook;
    private final Iterator<DemoJob> arrivals;
    private final Runnable agentsHeard;
    private final Instant begun = Instant.now();

    /** @param agentsHeard what happens once every agent was heard, just before the first job */
    Traffic(PlannerClient planner, DemoNotebook notebook, Iterator<DemoJob> arrivals, Runnable agentsHeard) {
        this.planner = planner;
        this.notebook = notebook;
        this.arrivals = arrivals;
        this.agentsHeard = agentsHeard;
    }

    @Override
    public void run() {
        try {
            awaitAgents();
            agentsHeard.run();
            long lastOffset = skipSubmitted();
            Instant opened = clock().now().minusSeconds(lastOffset);
            while (arrivals.hasNext()) {
                DemoJob job = arrivals.next();
                awaitPlanTime(opened.plusSeconds(job.offsetSeconds()));
                submit(job);
                notebook.submittedOneMore();
            }
            log.info("All jobs of the demo are submitted.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A job that comes before the first report of nodes would be told that nothing can run it. */
    private void awaitAgents() throws InterruptedException {
        Instant until = Instant.now().plus(LONGEST_WAIT_FOR_AGENTS);
        while (!everyAgentHeard() && Instant.now().isBefore(until)) {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        }
    }

    private boolean everyAgentHeard() throws InterruptedException {
        try {
            JsonNode clusters = planner.get("/api/v1/clusters").orThrow("the clusters");
            return clusters.path("items")
                    .valueStream()
                    .map(cluster -> cluster.path("lastSyncAt"))
                    .noneMatch(sync ->
                            sync.isNull() || Instant.parse(sync.asString()).isBefore(begun));
        } catch (IOException | IllegalStateException unreachable) {
            log.debug("The planner did not tell its clusters", unreachable);
            return false;
        }
    }

    private long skipSubmitted() {
        long offset = 0;
        for (long done = 0; done < notebook.submitted() && arrivals.hasNext(); done++) {
            offset = arrivals.next().offsetSeconds();
        }
        return offset;
    }

    private void awaitPlanTime(Instant due) throws InterruptedException {
        for (Duration left = wallTimeUntil(due); left.isPositive(); left = wallTimeUntil(due)) {
            Thread.sleep(left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP);
        }
    }

    private Duration wallTimeUntil(Instant due) throws InterruptedException {
        DemoClock clock = clock();
        return Duration.ofMillis((long) (Duration.between(clock.now(), due).toMillis() / clock.rate()));
    }

    private DemoClock clock() throws InterruptedException {
        while (true) {
            try {
                return DemoClock.ask(planner);
            } catch (IOException | IllegalStateException unreachable) {
                log.debug("The planner did not tell plan time", unreachable);
                Thread.sleep(PAUSE_AFTER_FAILURE);
            }
        }
    }

    /** Its key is known with another body: an earlier demo had submitted it when it was killed, at another plan time. */
    private static boolean taken(PlannerClient.Answer answer) {
        return answer.body().path("type").asString("").endsWith("idempotency-key-reused");
    }

    /** An earlier try of the same job is still being worked on, and its answer is told soon. */
    private static boolean inProgress(PlannerClient.Answer answer) {
        return answer.body().path("type").asString("").endsWith("idempotency-key-in-progress");
    }

    /** Tries until the planner has answered: yes, or no for a reason that trying again cannot change. */
    private void submit(DemoJob job) throws InterruptedException {
        PlannerClient member = planner.as(notebook.token(job.tenant()).orElseThrow());
        while (true) {
            try {
                PlannerClient.Answer answer = member.post("/api/v1/jobs", job.spec(), job.key());
                if (answer.succeeded() || taken(answer)) {
                    return;
                }
                if (answer.status() / 100 == 4 && answer.status() != 429 && !inProgress(answer)) {
                    log.warn("Job {} was refused: {}", job.key(), answer.body());
                    return;
                }
            } catch (IOException unreachable) {
                log.debug("Job {} could not be submitted yet", job.key(), unreachable);
            }
            Thread.sleep(PAUSE_AFTER_FAILURE);
        }
    }
}
