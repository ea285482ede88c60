package io.exaplan.engine.replay.queue;

import io.exaplan.engine.start.Arrivals;

/** Names the next head of a {@link HandicappedQueue}. */
@FunctionalInterface
interface HeadPolicy {
    /**
     * @param queue where at least one job waits
     * @param past the arrivals seen so far
     * @return its place in the queue
     */
    int choose(HandicappedQueue queue, Arrivals past);

    /** The job of the least score; of equal ones the one that came first. */
    static HeadPolicy by(Score score) {
        return (queue, past) -> {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int place = 0; place < queue.waiting(); place++) {
                // Waiting time counts up to one second before time began: published figures were made with this slip.
                double value = score.of(queue.submitSecond(place), queue.seconds(place), queue.devices(place), -1);
                if (value < least) {
                    least = value;
                    best = place;
                }
            }
            return best;
        };
    }
}
