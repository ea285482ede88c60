package io.exaplan.engine.replay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.StartSettings;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A regression of quality, never of time: on logs that are stored or drawn here, and on the public ones where they lie beside the
 * project. Limits stand a little above what was measured when they were written, which is told beside them.
 */
class QueueQualityTest {
    /** Where the sequences of Lublin-1 start that figures were published for. */
    private static final List<Integer> STARTS = List.of(1981, 2756, 4299, 8850, 3316, 2714, 5228, 7762, 4022, 7085);

    @Test
    void slowsJobsDownFarLessThanShortestFirstWithAReservation() {
        double anticipating = small(QueuePolicy.EXAPLAN);

        assertThat(anticipating).isLessThan(0.7 * small(QueuePolicy.SJF_EASY));
    }

    @Test
    void slowsJobsDownLessThanShortestFirstUnderTheRulesOfThePublishedSimulator() {
        // 0.71 of it when written
        assertThat(coarse(QueuePolicy.EXAPLAN)).isLessThan(0.8 * coarse(QueuePolicy.SJF));
    }

    @Test
    void letsSmallGangsWaitLessThanThePublishedOrdersDo() {
        List<QueueFigures> ours = fine(QueuePolicy.EXAPLAN);

        for (QueuePolicy published : List.of(QueuePolicy.SJF_GREEDY, QueuePolicy.SAF)) {
            List<QueueFigures> theirs = fine(published);

            // when written 0.72 of sjf-greedy's mean wait and 0.66 of saf's; 0.88 and 0.86 of their p99; 0.91 and 0.83
            // of the worst
            assertThat(mean(ours, QueueFigures::meanWaitSeconds))
                    .isLessThan(0.77 * mean(theirs, QueueFigures::meanWaitSeconds));
            assertThat(mean(ours, QueueFigures::p99WaitSeconds))
                    .isLessThan(0.95 * mean(theirs, QueueFigures::p99WaitSeconds));
            assertThat(mean(ours, QueueFigures::worstTenantBoundedSlowdown))
                    .isLessThan(0.95 * mean(theirs, QueueFigures::worstTenantBoundedSlowdown));
        }
    }

    /** Two of the ten sequences: one that seeds change little, and the one that a wide job on an idle machine once spoilt. */
    @Test
    void keepsItsSlowdownOnLublin() {
        double slowdown = lublin(World.CLEAN, List.of(3316, 5228));

        assertThat(slowdown).isLessThan(4.4); // 4.02 when written; 6 is the goal for all ten, which come to 4.82
    }

    @Test
    void keepsItsSlowdownOnLublinUnderTheRulesOfThePublishedSimulator() {
        double slowdown = lublin(World.RLSCHEDULER, STARTS);

        assertThat(slowdown).isLessThan(41); // 36.85 when written; the goal is 45
    }

    @Test
    void keepsItsWaitsOnTheTenClusters() {
        QueueFigures figures = figures(
                QueuePolicy.EXAPLAN, Objective.WAIT, World.CLEAN, new MachineShape(188, 8), Logs.itp(), List.of(), 0);

        assertThat(figures.meanWaitSeconds()).isLessThan(298); // 295.1 when written
        assertThat(figures.p99WaitSeconds()).isLessThan(8_950); // 8,857 when written
        assertThat(figures.maxWaitSeconds()).isLessThanOrEqualTo(65_000); // 63,923 when written
        assertThat(figures.worstTenantBoundedSlowdown()).isLessThanOrEqualTo(1.13); // 1.129 when written
    }

    private static double small(QueuePolicy policy) {
        return figures(
                        policy,
                        Objective.SLOWDOWN,
                        World.CLEAN,
                        new MachineShape(64, 1),
                        Logs.small(),
                        List.of(500, 900),
                        400)
                .meanBoundedSlowdown();
    }

    /** Over the last thousand jobs of eight logs; what came before may be learned from. */
    private static double coarse(QueuePolicy policy) {
        return LongStream.rangeClosed(1, 8)
                .mapToObj(seed -> figures(
                        policy,
                        Objective.SLOWDOWN,
                        World.RLSCHEDULER,
                        DrawnLogs.COARSE_MACHINE,
                        DrawnLogs.coarse(seed),
                        List.of(500),
                        1_000))
                .mapToDouble(QueueFigures::meanBoundedSlowdown)
                .average()
                .orElseThrow();
    }

    private static List<QueueFigures> fine(QueuePolicy policy) {
        return LongStream.rangeClosed(1, 2)
                .mapToObj(seed -> figures(
                        policy,
                        Objective.WAIT,
                        World.CLEAN,
                        DrawnLogs.FINE_MACHINE,
                        DrawnLogs.fine(seed),
                        List.of(),
                        0))
                .toList();
    }

    private static double mean(List<QueueFigures> logs, ToDoubleFunction<QueueFigures> figure) {
        return logs.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double lublin(World world, List<Integer> starts) {
        return figures(
                        QueuePolicy.EXAPLAN,
                        Objective.SLOWDOWN,
                        world,
                        new MachineShape(256, 1),
                        Logs.lublin(),
                        starts,
                        1024)
                .meanBoundedSlowdown();
    }

    private static QueueFigures figures(
            QueuePolicy policy,
            Objective objective,
            World world,
            MachineShape shape,
            QueueLog log,
            List<Integer> starts,
            int length) {
        return new QueueExperiment(shape, policy, StartSettings.of(objective, 1), RunTimes.EXACT, world, starts, length)
                .run(log, () -> 0, line -> {})
                .figures();
    }
}
