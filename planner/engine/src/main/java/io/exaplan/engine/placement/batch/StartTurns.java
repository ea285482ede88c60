package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.NodePlacer;
import io.exaplan.engine.placement.PlacementRequest;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.cloner.SolutionCloner;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.calculator.EasyScoreCalculator;

/** An order of gangs, as the search sees it. */
@PlanningSolution(solutionCloner = StartTurns.Cloner.class)
final class StartTurns {

    static final String TURNS = "turns";

    private final NodePlacer placer;

    /** Those that must find room, by id. */
    private final BitSet least;

    @PlanningEntityCollectionProperty
    private final List<GangTurn> gangs;

    @PlanningScore
    private @Nullable HardSoftLongScore score;

    StartTurns(NodePlacer placer, BitSet least, List<GangTurn> gangs) {
        this.placer = placer;
        this.least = least;
        this.gangs = gangs;
    }

    @ValueRangeProvider(id = TURNS)
    List<Integer> turns() {
        return IntStream.range(0, gangs.size()).boxed().toList();
    }

    List<GangTurn> inOrder() {
        return gangs.stream()
                .sorted(Comparator.comparingInt(GangTurn::turn).thenComparingInt(GangTurn::id))
                .toList();
    }

    /** Hard: those left out that must not be. Soft: thousandths of devices of those that find room. */
    HardSoftLongScore judged() {
        List<GangTurn> order = inOrder();
        BitSet placeable =
                placer.placeable(order.stream().map(GangTurn::request).toList());
        long leftOut = 0;
        long milli = 0;
        for (int place = 0; place < order.size(); place++) {
            GangTurn gang = order.get(place);
            leftOut += least.get(gang.id()) && !placeable.get(place) ? 1 : 0;
            milli += placeable.get(place) ? milliDevices(gang.request()) : 0;
        }
        return HardSoftLongScore.of(-leftOut, milli);
    }

    static long milliDevices(PlacementRequest request) {
        return (long) request.shape().milliDevices() * request.workers() * request.gangs();
    }

    /** Copies whose turn it is; the placer is one for all. */
    public static final class Cloner implements SolutionCloner<StartTurns> {
        @Override
        public StartTurns cloneSolution(StartTurns original) {
            StartTurns copy = new StartTurns(
                    original.placer,
                    original.least,
                    original.gangs.stream().map(GangTurn::copy).toList());
            copy.score = original.score;
            return copy;
        }
    }

    /** Places all in their order to see who finds room. */
    public static final class Score implements EasyScoreCalculator<StartTurns, HardSoftLongScore> {
        @Override
        public HardSoftLongScore calculateScore(StartTurns turns) {
            return turns.judged();
        }
    }
}
