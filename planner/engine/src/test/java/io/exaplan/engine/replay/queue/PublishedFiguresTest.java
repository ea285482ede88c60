package io.exaplan.engine.replay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.StartSettings;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedulers to compare with come to the figures that were published for them. */
class PublishedFiguresTest {
    private static final List<Integer> STARTS = List.of(1981, 2756, 4299, 8850, 3316, 2714, 5228, 7762, 4022, 7085);

    @ParameterizedTest
    @CsvSource({"FIFO, 235.82", "WFP3, 133.87", "UNI, 307.23", "SJF, 73.31", "F1, 75.07"})
    void agreesWithTheTableOfRlScheduler(QueuePolicy policy, double published) {
        QueueFigures figures = lublin(policy, World.RLSCHEDULER);

        assertThat(figures.meanBoundedSlowdown()).isCloseTo(published, withinPercentage(1));
    }

    @ParameterizedTest
    @CsvSource({"SJF_EASY, 42.1"})
    void agreesWithWhatACleanSimulatorFound(QueuePolicy policy, double known) {
        QueueFigures figures = lublin(policy, World.CLEAN);

        assertThat(figures.meanBoundedSlowdown()).isCloseTo(known, withinPercentage(1));
    }

    @ParameterizedTest
    @CsvSource({"SJF, 487, 10602, 1.04", "SJF_GREEDY, 329, 9275, 1.03"})
    void agreesWithWhatIsKnownOfTheTenClusters(QueuePolicy policy, double wait, double p99, double slowdown) {
        QueueFigures figures = figures(policy, World.CLEAN, new MachineShape(188, 8), Logs.itp(), List.of());

        assertThat(figures.meanWaitSeconds()).isCloseTo(wait, withinPercentage(1));
        assertThat((double) figures.p99WaitSeconds()).isCloseTo(p99, withinPercentage(1));
        assertThat(figures.meanBoundedSlowdown()).isCloseTo(slowdown, withinPercentage(1));
    }

    private static QueueFigures lublin(QueuePolicy policy, World world) {
        return figures(policy, world, new MachineShape(256, 1), Logs.lublin(), STARTS);
    }

    private static QueueFigures figures(
            QueuePolicy policy, World world, MachineShape shape, QueueLog log, List<Integer> starts) {
        return new QueueExperiment(
                        shape, policy, StartSettings.of(Objective.WAIT, 1), RunTimes.EXACT, world, starts, 1024)
                .run(log, () -> 0, line -> {})
                .figures();
    }
}
