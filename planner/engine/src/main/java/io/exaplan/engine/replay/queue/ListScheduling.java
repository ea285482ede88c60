package io.exaplan.engine.replay.queue;

import io.exaplan.engine.start.RunningJob;
import io.exaplan.engine.start.Share;
import io.exaplan.engine.start.Start;
import io.exaplan.engine.start.StartPolicy;
import io.exaplan.engine.start.StartState;
import io.exaplan.engine.start.WaitingJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The schedulers to compare with: the queue in one order, and one of three ways to treat the first job that does not fit. Written
 * from their papers, with nothing of the production policy in it.
 */
final class ListScheduling implements StartPolicy {
    /** What the first job that does not fit does to those behind it. */
    enum Head {
        /** Nobody passes it. */
        BLOCKS,

        /** Everybody may pass it. */
        YIELDS,

        /**
         * Jobs pass it that do not delay it, by the count of devices: EASY, D. A. Lifka, "The ANL/IBM SP scheduling system",
         * 1995.
         */
        RESERVES
    }

    private final Score score;
    private final Head head;

    ListScheduling(Score score, Head head) {
        this.score = score;
        this.head = head;
    }

    @Override
    public List<Start> decide(StartState state) {
        BestFit nodes = new BestFit(state);
        Reservation reservation = null;
        List<Start> starts = new ArrayList<>();
        List<Running> running = new ArrayList<>();
        for (RunningJob job : state.running()) {
            running.add(new Running(
                    job.endSecond(),
                    job.shares().stream().mapToInt(Share::devices).sum()));
        }
        for (WaitingJob job : inOrder(state)) {
            if (nodes.free() == 0) {
                break;
            }
            long end = state.nowSecond() + job.seconds();
            Optional<List<Share>> shares = reservation == null || reservation.allows(end, job.devices())
                    ? nodes.place(job.devices())
                    : Optional.empty();
            if (shares.isPresent()) {
                starts.add(new Start(job.id(), shares.get()));
                running.add(new Running(end, job.devices()));
                reservation = reservation == null ? null : reservation.after(end, job.devices());
            } else if (head == Head.BLOCKS) {
                break;
            } else if (head == Head.RESERVES && reservation == null) {
                reservation = Reservation.of(job.devices(), nodes.free(), running);
            }
        }
        return starts;
    }

    private List<WaitingJob> inOrder(StartState state) {
        List<WaitingJob> waiting = new ArrayList<>(state.waiting());
        waiting.sort(Comparator.comparingDouble((WaitingJob job) ->
                        score.of(job.submittedSecond(), job.seconds(), job.devices(), state.nowSecond()))
                .thenComparingLong(WaitingJob::submittedSecond)
                .thenComparingLong(WaitingJob::id));
        return waiting;
    }

    private record Running(long end, int devices) {}

    /** From a second on, all devices but {@code spare} are kept for the head. */
    private record Reservation(long from, int spare) {
        static Reservation of(int wanted, int free, List<Running> running) {
            running.sort(Comparator.comparingLong(Running::end));
            int sum = free;
            long from = Long.MIN_VALUE;
            for (Running run : running) {
                if (sum >= wanted && run.end() > from) {
                    break;
                }
                sum += run.devices();
                from = run.end();
            }
            return new Reservation(from, sum - wanted);
        }

        boolean allows(long end, int devices) {
            return end <= from || devices <= spare;
        }

        Reservation after(long end, int devices) {
            return end <= from ? this : new Reservation(from, spare - devices);
        }
    }
}
