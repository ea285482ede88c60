package io.exaplan.engine.checker;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Work;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Amounts that come and go at seconds; their sum at any second. */
final class Ledger {
    private final Map<Long, Long> changes = new TreeMap<>();

    void add(long from, long until, long amount) {
        if (amount != 0 && from < until) {
            changes.merge(from, amount, Long::sum);
            if (until != Long.MAX_VALUE) {
                changes.merge(until, -amount, Long::sum);
            }
        }
    }

    /** Adds what a stay takes, gang by gang: one of them for training, as many as the hour asks for a service. */
    void add(Standing standing, long perGang, ZoneId zone, long now, long horizon) {
        JobFacts job = standing.job();
        long start = standing.placement().startSecond();
        if (job.work() instanceof Work.Service service) {
            addHourly(service, Math.max(start, now), standing.end(), perGang, zone, horizon);
        } else {
            add(start, standing.end(), perGang);
        }
    }

    /** Hour by hour on the city's clocks until the horizon, then at the service's peak. */
    private void addHourly(Work.Service service, long start, long end, long perGang, ZoneId zone, long horizon) {
        long second = start;
        while (second < Math.min(end, horizon)) {
            ZonedDateTime hour = Instant.ofEpochSecond(second).atZone(zone);
            long next = hour.truncatedTo(ChronoUnit.HOURS).plusHours(1).toEpochSecond();
            int replicas = service.replicasByHour().get(hour.getHour());
            add(second, Math.min(next, end), replicas * perGang);
            second = next;
        }
        add(second, end, Collections.max(service.replicasByHour()) * perGang);
    }

    /** The sum from each second at which it changes. */
    NavigableMap<Long, Long> sums() {
        NavigableMap<Long, Long> sums = new TreeMap<>();
        long sum = 0;
        for (Map.Entry<Long, Long> change : changes.entrySet()) {
            sum += change.getValue();
            sums.put(change.getKey(), sum);
        }
        return sums;
    }
}
