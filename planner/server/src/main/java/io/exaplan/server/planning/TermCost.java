package io.exaplan.server.planning;

import io.exaplan.engine.model.CostTerm;
import io.exaplan.engine.model.CostTerm.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version costs by one constraint, and what its search changed. {@code before} and {@code found} are of the same book,
 * the one the search began with: their difference is what it gained. {@code cost} is of the book as it was when the version was
 * adopted, after whatever came and went meanwhile; it is the version's score. CHURN is charged to what was found: from the
 * adoption on the moved starts are the promised ones.
 *
 * @param constraint what is charged
 * @param level MEDIUM counts before SOFT
 * @param before what the plan cost by it that the search began with; null where there was none
 * @param found what the plan the search found cost by it; null where there was none
 * @param cost what the version costs by it
 */
record TermCost(
        CostTerm constraint,
        Level level,
        @Nullable Long before,
        @Nullable Long found,
        long cost) {

    /** For a version that no search made. */
    static List<TermCost> of(Map<CostTerm, Long> costs) {
        return Arrays.stream(CostTerm.values())
                .map(term -> new TermCost(term, term.level(), null, null, costs.getOrDefault(term, 0L)))
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
                        found.getOrDefault(term, 0L),
                        adopted.getOrDefault(term, 0L)))
                .toList();
    }
}
