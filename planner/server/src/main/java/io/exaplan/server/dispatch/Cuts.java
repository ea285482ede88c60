package io.exaplan.server.dispatch;

import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.WorkerShape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How long a shape that found no room is kept off a partition: twice as long each time it happens again. */
@Component
class Cuts {
    private record Refused(int partition, WorkerShape shape, int workers) {}

    private record BackOff(long untilSecond, long seconds) {}

    private final Map<Refused, BackOff> refused = new ConcurrentHashMap<>();
    private final DispatchSettings settings;

    Cuts(DispatchSettings settings) {
        this.settings = settings;
    }

    Cut next(int partition, WorkerShape shape, int workers, long nowSecond) {
        long least = settings.cutPlanBackoff().toSeconds();
        long most = settings.cutPlanBackoffMax().toSeconds();
        // Long after its end a refusal says nothing about the next one.
        refused.values().removeIf(before -> before.untilSecond() + most < nowSecond);
        BackOff backOff = refused.compute(new Refused(partition, shape, workers), (key, before) -> {
            long seconds = before == null ? least : Math.min(most, before.seconds() * 2);
            return new BackOff(nowSecond + seconds, seconds);
        });
        return new Cut(partition, shape, workers, backOff.untilSecond());
    }
}
