package io.exaplan.server.planning;

import io.exaplan.server.web.Changes;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who waits for the plan to have seen a job. A hint says which jobs to look at, the database says whether it is true;
 * hints that were lost are made up for by a slow poll of all that wait.
 */
@Component
class EvaluationWaits {
    private static final Logger log = LoggerFactory.getLogger(EvaluationWaits.class);

    private record Wait(long revision, CompletableFuture<Boolean> done) {}

    private final JdbcClient sql;
    private final Map<Long, List<Wait>> waits = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("evaluation-waits").factory());

    EvaluationWaits(JdbcClient sql, Changes changes, LoopSettings settings) {
        this.sql = sql;
        changes.subscribe(JobsEvaluated.class, change -> looking.execute(() -> look(change.jobIds())));
        long millis = settings.poll().toMillis();
        var _ = looking.scheduleWithFixedDelay(
                () -> look(List.copyOf(waits.keySet())), millis, millis, TimeUnit.MILLISECONDS);
    }

    CompletableFuture<Boolean> evaluated(long jobId, long revision, Duration timeout) {
        Wait wait = new Wait(revision, new CompletableFuture<>());
        waits.compute(jobId, (id, list) -> {
            List<Wait> all = list == null ? new CopyOnWriteArrayList<>() : list;
            all.add(wait);
            return all;
        });
        CompletableFuture<Boolean> answer = wait.done()
                .completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((seen, failure) -> forget(jobId, wait));
        looking.execute(() -> look(List.of(jobId)));
        return answer;
    }

    int waiting() {
        return waits.size();
    }

    private void look(Collection<Long> jobIds) {
        List<Long> awaited = jobIds.stream().filter(waits::containsKey).toList();
        if (awaited.isEmpty()) {
            return;
        }
        try {
            planned(awaited)
                    .forEach((jobId, planned) -> waits.getOrDefault(jobId, List.of()).stream()
                            .filter(wait -> wait.revision() <= planned)
                            .forEach(wait -> wait.done().complete(true)));
        } catch (RuntimeException e) {
            log.warn("Could not see whether {} jobs were evaluated: {}", awaited.size(), e.toString());
        }
    }

    private Map<Long, Long> planned(List<Long> jobIds) {
        Map<Long, Long> planned = new HashMap<>();
        sql.sql("select id, planned_revision from job where id = any(:jobs)")
                .param("jobs", jobIds.toArray(Long[]::new))
                .query(row -> {
                    planned.put(row.getLong(1), row.getLong(2));
                });
        return planned;
    }

    private void forget(long jobId, Wait wait) {
        waits.computeIfPresent(jobId, (id, list) -> {
            list.remove(wait);
            return list.isEmpty() ? null : list;
        });
    }

    @PreDestroy
    void close() {
        looking.shutdownNow();
    }
}
