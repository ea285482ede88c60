package io.exaplan.server.planning;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.solver.JudgedPlacement;
import io.exaplan.engine.solver.JudgedPlacement.Charge;
import io.exaplan.server.planning.JobExplanation.Place;
import io.exaplan.server.planning.JobExplanation.RuleReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a job stands where it does, from what the rules of the plan say of its place and of the best others.
 *
 * @param sentence for people
 * @param places its own place first, then the others, best first
 */
record WhyHere(@Nullable String sentence, List<Place> places) {
    static final WhyHere NOWHERE = new WhyHere(null, List.of());

    /**
     * @param judged its own place first; empty when it has none
     * @param key {@code cluster/name} of a partition by id
     * @param runs whether it runs already
     */
    static WhyHere of(List<JudgedPlacement> judged, IntFunction<String> key, boolean runs) {
        if (judged.isEmpty()) {
            return NOWHERE;
        }
        JudgedPlacement here = judged.getFirst();
        List<JudgedPlacement> others = judged.stream()
                .skip(1)
                .sorted(Comparator.comparing(JudgedPlacement::charge))
                .toList();
        List<Place> places = Stream.concat(
                        Stream.of(place(here, key, true)), others.stream().map(other -> place(other, key, false)))
                .toList();
        return new WhyHere(sentence(here, others, key, runs), places);
    }

    private static Place place(JudgedPlacement judged, IntFunction<String> key, boolean here) {
        return new Place(
                key.apply(judged.placement().partition()),
                here,
                Instant.ofEpochSecond(judged.placement().startSecond()),
                judged.endSecond() == Seconds.FOREVER ? null : Instant.ofEpochSecond(judged.endSecond()),
                judged.reasons().stream().map(PlaceReasons::of).toList());
    }

    private static String sentence(
            JudgedPlacement here, List<JudgedPlacement> others, IntFunction<String> key, boolean runs) {
        String stands = "%s on %s%s."
                .formatted(
                        runs
                                ? "It has run since "
                                        + Seconds.text(here.placement().startSecond())
                                : "It starts at "
                                        + Seconds.text(here.placement().startSecond()),
                        key.apply(here.placement().partition()),
                        here.endSecond() == Seconds.FOREVER ? "" : " and ends at " + Seconds.text(here.endSecond()));
        if (others.isEmpty()) {
            return stands + " No other partition it may use has room for it.";
        }
        JudgedPlacement next = others.getFirst();
        String nextKey = key.apply(next.placement().partition());
        int better = next.charge().compareTo(here.charge());
        if (better == 0) {
            return "%s By the rules of the plan %s would be as good.".formatted(stands, nextKey);
        }
        String reason = difference(better > 0 ? here : next, better > 0 ? next : here);
        return better > 0
                ? "%s By the rules of the plan that is better than %s, the next best of %d other places: there %s."
                        .formatted(stands, nextKey, others.size(), reason)
                : "%s As things stand now %s would be better: here %s. The plan as a whole was better with it here when it was made."
                        .formatted(stands, nextKey, reason);
    }

    /** What weighs most in favour of one place over another: the words of the rule that charges the other most. */
    private static String difference(JudgedPlacement better, JudgedPlacement worse) {
        Map<String, Charge> known = better.reasons().stream()
                .collect(Collectors.toMap(JudgedPlacement.Reason::constraint, JudgedPlacement.Reason::charge));
        return worse.reasons().stream()
                .max(Comparator.comparing(
                        reason -> reason.charge().minus(known.getOrDefault(reason.constraint(), Charge.NONE))))
                .map(PlaceReasons::of)
                .map(RuleReason::because)
                .orElse("nothing is gained");
    }
}
