package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.checker.Violation;
import io.exaplan.engine.checker.Violation.Rule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokenRuleTest {

    @Test
    void runsOverTheirTimeAreToldApartAndNoPartOfTheScore() {
        List<BrokenRule> broken = BrokenRule.of(List.of(
                violation(Rule.RESERVATION, true),
                violation(Rule.RESERVATION, true),
                violation(Rule.RESERVATION, false),
                violation(Rule.QUOTA, false),
                violation(Rule.QUOTA, false)));

        assertThat(broken)
                .containsExactly(
                        new BrokenRule(Rule.QUOTA, false, 2, "values"),
                        new BrokenRule(Rule.RESERVATION, false, 1, "values"),
                        new BrokenRule(Rule.RESERVATION, true, 2, "values"));
        assertThat(BrokenRule.sum(broken)).isEqualTo(3);
    }

    @Test
    void countsWhatIsToBlame() {
        Violation planned = new Violation(Rule.CUT, "job 1", Set.of(1L), false, false, "values");

        assertThat(BrokenRule.Tally.of(List.of(planned, violation(Rule.QUOTA, true), violation(Rule.QUOTA, false))))
                .isEqualTo(new BrokenRule.Tally(1, 1, 1));
    }

    private static Violation violation(Rule rule, boolean overrun) {
        return new Violation(rule, "north", Set.of(), true, overrun, "values");
    }
}
