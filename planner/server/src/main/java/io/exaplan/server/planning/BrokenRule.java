package io.exaplan.server.planning;

import io.exaplan.engine.checker.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule a version breaks.
 *
 * @param rule which one
 * @param overrun whether only runs that started late or take longer than their jobs said break it; no part of the score
 * @param times at how many places or times it is broken
 * @param example the values of the first, for people; null for who may not see every tenant
 */
record BrokenRule(
        Violation.Rule rule,
        boolean overrun,
        int times,
        @Nullable String example) {

    /** How often rules were found broken, by what is to blame. */
    record Tally(int wrong, int runs, int overruns) {
        static Tally of(List<Violation> violations) {
            int overruns = (int) violations.stream().filter(Violation::overrun).count();
            int inherited =
                    (int) violations.stream().filter(Violation::inherited).count();
            return new Tally(violations.size() - inherited, inherited - overruns, overruns);
        }
    }

    private record Kind(Violation.Rule rule, boolean overrun) {}

    /** One for each rule, those most often broken first; apart, and last, those that only runs over their time break. */
    static List<BrokenRule> of(List<Violation> violations) {
        Map<Kind, List<Violation>> byKind = violations.stream()
                .collect(Collectors.groupingBy(violation -> new Kind(violation.rule(), violation.overrun())));
        return byKind.entrySet().stream()
                .map(entry -> new BrokenRule(
                        entry.getKey().rule(),
                        entry.getKey().overrun(),
                        entry.getValue().size(),
                        entry.getValue().getFirst().detail()))
                .sorted(Comparator.comparing(BrokenRule::overrun)
                        .thenComparing(
                                Comparator.comparingInt(BrokenRule::times).reversed())
                        .thenComparing(BrokenRule::rule))
                .toList();
    }

    /** The hard score, as a positive number. */
    static int sum(List<BrokenRule> broken) {
        return broken.stream()
                .filter(each -> !each.overrun())
                .mapToInt(BrokenRule::times)
                .sum();
    }

    BrokenRule withoutExample() {
        return new BrokenRule(rule, overrun, times, null);
    }
}
