package io.exaplan.server.planning;

import io.exaplan.engine.model.CostTerm;
import io.exaplan.engine.model.CostTerm.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version costs by one constraint. CHURN is what the moves cost when the version was adopted; from then on the moved
 * starts are the promised ones, so that it is no part of the version's score.
 *
 * @param constraint what is charged
 * @param level MEDIUM counts before SOFT
 * @param before what the plan cost by it that the search began with; null where there was none
 * @param cost what the version costs by it
 */
record TermCost(CostTerm constraint, Level level, @Nullable Long before, long cost) {

    /** For a version that no search made. */
    static List<TermCost> of(Map<CostTerm, Long> costs) {
        return Arrays.stream(CostTerm.values())
                .map(term -> new TermCost(term, term.level(), null, costs.getOrDefault(term, 0L)))
                .toList();
    }

    /**
     * For a version a search made.
     *
     * @param before of the plan it began with
     * @param found of what it found, moves included
     * @param adopted of what became the plan
     */
    static List<TermCost> of(Map<CostTerm, Long> before, Map<CostTerm, Long> found, Map<CostTerm, Long> adopted) {
        return Arrays.stream(CostTerm.values())
                .map(term -> new TermCost(
                        term,
                        term.level(),
                        before.getOrDefault(term, 0L),
                        (term == CostTerm.CHURN ? found : adopted).getOrDefault(term, 0L)))
                .toList();
    }
}
