package io.exaplan.engine.replay.queue;

import io.exaplan.engine.replay.queue.ListScheduling.Head;
import io.exaplan.engine.start.AnticipatingPolicy;
import io.exaplan.engine.start.StartPolicy;
import io.exaplan.engine.start.StartSettings;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The policies a queue can be replayed under. */
public enum QueuePolicy {
    /** The production policy. */
    EXAPLAN(Score.SMALLEST_AREA, Head.RESERVES) {
        @Override
        StartPolicy startPolicy(StartSettings settings) {
            return new AnticipatingPolicy(settings);
        }

        @Override
        HeadPolicy headPolicy(StartSettings settings) {
            return new HeadLookahead(settings);
        }
    },
    FIFO(Score.FIRST_COME, Head.BLOCKS),
    EASY(Score.FIRST_COME, Head.RESERVES),
    SJF(Score.SHORTEST, Head.BLOCKS),
    SJF_GREEDY(Score.SHORTEST, Head.YIELDS),
    SJF_EASY(Score.SHORTEST, Head.RESERVES),
    SAF(Score.SMALLEST_AREA, Head.RESERVES),
    WFP3(Score.WFP3, Head.RESERVES),
    UNI(Score.UNI, Head.RESERVES),
    F1(Score.F1, Head.RESERVES);

    private final Score score;
    private final Head head;

    QueuePolicy(Score score, Head head) {
        this.score = score;
        this.head = head;
    }

    /** As the command line calls it. */
    public String commandName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The policy the command line calls so. */
    public static QueuePolicy named(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.commandName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no policy (%s).\nMaybe one of %s?"
                        .formatted(
                                name,
                                Arrays.stream(values())
                                        .map(QueuePolicy::commandName)
                                        .collect(Collectors.joining(", ")))));
    }

    StartPolicy startPolicy(StartSettings settings) {
        return new ListScheduling(score, head);
    }

    HeadPolicy headPolicy(StartSettings settings) {
        return HeadPolicy.by(score);
    }
}
