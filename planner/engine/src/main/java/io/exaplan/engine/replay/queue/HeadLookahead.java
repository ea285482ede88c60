package io.exaplan.engine.replay.queue;

import io.exaplan.engine.replay.queue.HandicappedQueue.Coming;
import io.exaplan.engine.start.Arrivals;
import io.exaplan.engine.start.Future;
import io.exaplan.engine.start.SafeChoice;
import io.exaplan.engine.start.StartSettings;
import io.exaplan.engine.start.Urgency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the production policy does, under the rules of {@link HandicappedQueue}: the same futures, costs and safe choice, but the
 * only thing to choose is the next head. A wide head that cannot start for long lets short jobs stream past it.
 */
final class HeadLookahead implements HeadPolicy {
    /** Candidates of each order. */
    private static final int FIRST = 6;

    /** A head is chosen once and for as long as it waits, so it is looked at on so many times as many futures as a start. */
    private static final int TIMES = 4;

    private final StartSettings settings;
    private final Urgency urgency;

    HeadLookahead(StartSettings settings) {
        this.settings = settings;
        this.urgency = new Urgency(settings.objective(), Map.of());
    }

    @Override
    public int choose(HandicappedQueue queue, Arrivals past) {
        int rule = mostUrgent(queue);
        if (queue.waiting() == 1) {
            return rule;
        }
        SplittableRandom random = new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + queue.now());
        List<Coming> futures = new ArrayList<>();
        for (Future future : Future.draw(past, TIMES * settings.futures(), settings.arrivals(), 0, random)) {
            futures.add(coming(future, queue.now()));
        }
        HandicappedQueue scratch = new HandicappedQueue(futures.getFirst(), 0);
        SafeChoice<Integer> choice =
                new SafeChoice<>(rule, futures.size(), (head, future) -> cost(queue, head, futures, future, scratch));
        choice.improve(candidates(queue, rule));
        return choice.best();
    }

    private List<Integer> candidates(HandicappedQueue queue, int rule) {
        Set<Integer> candidates = new TreeSet<>();
        addFirst(candidates, queue, place -> key(queue, place));
        addFirst(candidates, queue, queue::seconds);
        addFirst(candidates, queue, place -> (double) queue.seconds(place) * queue.devices(place));
        addFirst(candidates, queue, place -> -queue.devices(place));
        addFirst(candidates, queue, place -> -(double) queue.seconds(place));
        candidates.remove(rule);
        return List.copyOf(candidates);
    }

    private interface Order extends ToDoubleFunction<Integer> {}

    private static void addFirst(Set<Integer> candidates, HandicappedQueue queue, Order order) {
        IntStream.range(0, queue.waiting())
                .boxed()
                .sorted(Comparator.comparingDouble(order))
                .limit(FIRST)
                .forEach(candidates::add);
    }

    private double cost(HandicappedQueue queue, int head, List<Coming> futures, int future, HandicappedQueue scratch) {
        double[] sum = {0};
        scratch.set(
                queue,
                futures.get(future),
                (job, second, waited, seconds) ->
                        sum[0] += urgency.perSecond(seconds) * Math.max(0, waited - urgency.free(seconds)));
        scratch.head(head);
        while (scratch.somebodyWaits()) {
            scratch.head(mostUrgent(scratch));
        }
        return sum[0];
    }

    private int mostUrgent(HandicappedQueue queue) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int place = 0; place < queue.waiting(); place++) {
            double key = key(queue, place);
            if (key < least) {
                least = key;
                best = place;
            }
        }
        return best;
    }

    private double key(HandicappedQueue queue, int place) {
        long seconds = queue.seconds(place);
        return urgency.key(seconds, queue.devices(place), urgency.perSecond(seconds));
    }

    private static Coming coming(Future future, long now) {
        long[] submits = new long[future.length()];
        long at = now;
        long[] seconds = new long[future.length()];
        int[] devices = new int[future.length()];
        for (int index = 0; index < submits.length; index++) {
            at += future.gap(index);
            submits[index] = at;
            seconds[index] = future.seconds(index);
            devices[index] = future.devices(index);
        }
        return new Coming(submits, (index, second) -> seconds[index], seconds, devices);
    }
}
