package io.exaplan.server.demand;

import io.exaplan.server.demand.JobSpec.Gang;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Reads how many workers a job has: a rigid gang, or a range with its speed-up. */
@Component
class GangReader {

    /** What each further worker adds when the job does not say: training rarely scales better, and often worse. */
    private static final double USUAL_EFFICIENCY = 0.95;

    private static final double GREATEST_SPEED_UP = 1e6;

    private final DemandSettings settings;

    GangReader(DemandSettings settings) {
        this.settings = settings;
    }

    Gang read(JsonForm form, JobKind kind) {
        Value<Integer> count = Values.integer(1, settings.maxWorkers());
        boolean elastic = form.has("minWorkers") || form.has("maxWorkers") || form.has("speedUps");
        int stated = form.optional("workers", count, 1);
        int least = form.optional("minWorkers", count, stated);
        int workers = form.has("workers") ? stated : least;
        int most = form.optional("maxWorkers", count, Math.max(workers, least));
        if (elastic && kind == JobKind.INFERENCE) {
            form.refuse("maxWorkers", "A replica is rigid. State workers, and the replicas in service.replicasByHour.");
        }
        if (workers < least || workers > most) {
            form.refuse("workers", "State a number from minWorkers %d to maxWorkers %d.".formatted(least, most));
        } else if (most - least >= settings.maxElasticRange()) {
            form.refuse(
                    "maxWorkers",
                    "State at most %d widths, from minWorkers %d to %d."
                            .formatted(settings.maxElasticRange(), least, least + settings.maxElasticRange() - 1));
        } else {
            return new Gang(workers, least, most, speedUps(form, least, most));
        }
        return new Gang(1, 1, 1, List.of(1.0));
    }

    private static List<Double> speedUps(JsonForm form, int least, int most) {
        int widths = most - least + 1;
        List<Double> stated =
                form.optional("speedUps", Values.list(Values.number(1, GREATEST_SPEED_UP), widths), List.of());
        if (!form.has("speedUps")) {
            return IntStream.rangeClosed(least, most)
                    .mapToObj(width -> 1 + USUAL_EFFICIENCY * (width - least) / least)
                    .toList();
        }
        if (!stated.isEmpty() && !rises(stated, widths)) {
            form.refuse(
                    "speedUps",
                    "State %d numbers, one for each width from %d to %d workers, the first 1 and none lower than the one before."
                            .formatted(widths, least, most));
            return List.of(1.0);
        }
        return stated;
    }

    private static boolean rises(List<Double> speedUps, int widths) {
        return speedUps.size() == widths
                && speedUps.getFirst() == 1
                && IntStream.range(1, widths).allMatch(i -> speedUps.get(i) >= speedUps.get(i - 1));
    }
}
