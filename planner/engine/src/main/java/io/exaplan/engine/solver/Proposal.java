package io.exaplan.engine.solver;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** A kind of move whose every target has room. */
interface Proposal {
    /** Proposes a move, or nothing when this throw of the dice leads nowhere. */
    Optional<PlacementMove> propose(CityPlan plan, RandomGenerator random);
}
