package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.MachineShape;
import io.exaplan.engine.replay.queue.QueueExperiment;
import io.exaplan.engine.replay.queue.QueueExperiment.Outcome;
import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.replay.queue.QueueLog;
import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.engine.replay.queue.RunTimes;
import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.StartSettings;
import java.util.List;

/**
 * What is asked of the replay of a queue: the same on the command line and through the API, so that both find the same.
 *
 * @param frozenSeconds how far ahead starts are promised
 */
record QueueQuestion(
        QueuePolicy policy,
        Objective objective,
        RunTimes runTimes,
        World world,
        MachineShape machine,
        long seed,
        long frozenSeconds) {

    /** Of the whole log. */
    Outcome answer(QueueLog log, QueueExperiment.Progress progress) {
        return answer(log, List.of(), 0, progress);
    }

    /** @param starts where sequences of so many jobs start; none for the whole log */
    Outcome answer(QueueLog log, List<Integer> starts, int length, QueueExperiment.Progress progress) {
        return new QueueExperiment(
                        machine,
                        policy,
                        StartSettings.of(objective, seed),
                        runTimes,
                        world,
                        starts,
                        length,
                        frozenSeconds)
                .run(log, System::nanoTime, progress);
    }
}
