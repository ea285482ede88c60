package io.exaplan.server.planning;

import io.exaplan.engine.checker.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule a version breaks.
 *
 * @param rule which one
 * @param times at how many places or times it is broken
 * @param example the values of the first, for people; null for who may not see every tenant
 */
record BrokenRule(Violation.Rule rule, int times, @Nullable String example) {

    /** One for each rule, those most often broken first. */
    static List<BrokenRule> of(List<Violation> violations) {
        Map<Violation.Rule, List<Violation>> byRule =
                violations.stream().collect(Collectors.groupingBy(Violation::rule, TreeMap::new, Collectors.toList()));
        return byRule.entrySet().stream()
                .map(entry -> new BrokenRule(
                        entry.getKey(),
                        entry.getValue().size(),
                        entry.getValue().getFirst().detail()))
                .sorted(Comparator.comparingInt(BrokenRule::times).reversed())
                .toList();
    }

    static int sum(List<BrokenRule> broken) {
        return broken.stream().mapToInt(BrokenRule::times).sum();
    }

    BrokenRule withoutExample() {
        return new BrokenRule(rule, times, null);
    }
}
