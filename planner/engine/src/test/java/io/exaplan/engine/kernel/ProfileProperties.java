package io.exaplan.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A profile against the plainest model there is: one number for each second of a short day. */
class ProfileProperties {
    private static final int DAY = 40;

    record Window(int from, int until, int amount) {}

    @Provide
    Arbitrary<List<Window>> windows() {
        Arbitrary<Integer> second = Arbitraries.integers().between(0, DAY);
        return Combinators.combine(second, second, Arbitraries.integers().between(-3, 3))
                .as(Window::new)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void isTheSumOfItsWindowsAtEverySecond(@ForAll("windows") List<Window> windows) {
        long[] model = model(windows);
        Profile profile = profile(windows);

        for (int second = -1; second <= DAY; second++) {
            assertThat(profile.at(second)).isEqualTo(value(model, second));
        }
    }

    @Property
    void doesNotDependOnHowItWasMade(@ForAll("windows") List<Window> windows) {
        Profile merged = Profile.ZERO;
        for (Window window : windows.reversed()) {
            merged = merged.plus(Profile.step(window.from(), window.until(), window.amount()));
        }

        assertThat(merged).isEqualTo(profile(windows)).hasSameHashCodeAs(profile(windows));
    }

    @Property
    void takingAwayUndoesAdding(@ForAll("windows") List<Window> windows, @ForAll("windows") List<Window> others) {
        Profile one = profile(windows);
        Profile other = profile(others);

        assertThat(one.plus(other).minus(other)).isEqualTo(one);
        assertThat(one.minus(other).plus(other)).isEqualTo(one);
        assertThat(one.minus(one)).isEqualTo(Profile.ZERO);
    }

    @Property
    void isCanonical(@ForAll("windows") List<Window> windows) {
        Profile profile = profile(windows);
        long last = profile.before();

        for (Profile.Step step : profile.steps()) {
            assertThat(step.value()).isNotEqualTo(last);
            last = step.value();
        }
        assertThat(Profile.of(profile.before(), profile.steps())).isEqualTo(profile);
    }

    @Property
    void theLesserOfTwoIsSummedSecondBySecond(
            @ForAll("windows") List<Window> windows,
            @ForAll("windows") List<Window> others,
            @ForAll @IntRange(max = DAY) int from,
            @ForAll @IntRange(min = 1, max = DAY) int length) {
        long sum = 0;
        for (int second = from; second < from + length; second++) {
            sum += Math.max(0, Math.min(value(model(windows), second), 3 * value(model(others), second)));
        }

        assertThat(profile(windows).integralOfLesser(profile(others), 3, from, from + length))
                .isEqualTo(sum);
    }

    @Property
    void windowsAreReadAsSecondBySecond(
            @ForAll("windows") List<Window> windows,
            @ForAll @IntRange(max = DAY) int from,
            @ForAll @IntRange(min = 1, max = DAY) int length) {
        long[] model = model(windows);
        Profile profile = profile(windows);
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        long sum = 0;
        for (int second = from; second < from + length; second++) {
            min = Math.min(min, value(model, second));
            max = Math.max(max, value(model, second));
            sum += value(model, second);
        }

        assertThat(profile.min(from, from + length)).isEqualTo(min);
        assertThat(profile.max(from, from + length)).isEqualTo(max);
        assertThat(profile.integral(from, from + length)).isEqualTo(sum);
        assertThat(profile.atLeast(min, from, from + length)).isTrue();
        assertThat(profile.atLeast(min + 1, from, from + length)).isFalse();
    }

    @Property
    void theEarliestStayIsTheFirstThatFits(
            @ForAll("windows") List<Window> windows,
            @ForAll @IntRange(min = -3, max = 3) int need,
            @ForAll @IntRange(min = 1, max = DAY) int seconds,
            @ForAll @IntRange(max = DAY) int notBefore) {
        Profile profile = profile(windows);

        OptionalLong expected = OptionalLong.empty();
        for (int start = notBefore; start <= DAY + 1 && expected.isEmpty(); start++) {
            if (profile.min(start, start + seconds) >= need) {
                expected = OptionalLong.of(start);
            }
        }
        assertThat(profile.earliest(need, seconds, notBefore, DAY + 1)).isEqualTo(expected);
    }

    @Property
    void theEarliestStayThatNeedsDifferentlyMuchIsTheOneInWhatIsLeft(
            @ForAll("windows") List<Window> windows,
            @ForAll("windows") List<Window> needs,
            @ForAll @IntRange(max = 3) int times,
            @ForAll @IntRange(min = 1, max = DAY) int seconds,
            @ForAll @IntRange(max = DAY) int notBefore) {
        Profile need = profile(needs);
        Profile left = profile(windows).minus(need.times(times));

        assertThat(profile(windows).earliest(need, times, seconds, notBefore, DAY + 1))
                .isEqualTo(left.earliest(0, seconds, notBefore, DAY + 1));
        assertThat(profile(windows).earliest(need, times, Seconds.FOREVER, notBefore, DAY + 1))
                .isEqualTo(left.earliest(0, Seconds.FOREVER, notBefore, DAY + 1));
    }

    @Property
    void withinAWindowItIsWhatItWasAndOutsideNothing(
            @ForAll("windows") List<Window> windows,
            @ForAll @IntRange(max = DAY) int from,
            @ForAll @IntRange(min = 1, max = DAY) int length) {
        Profile profile = profile(windows);
        Profile within = profile.within(from, from + length);

        for (int second = -1; second <= 2 * DAY; second++) {
            boolean inside = second >= from && second < from + length;
            assertThat(within.at(second)).isEqualTo(inside ? profile.at(second) : 0);
        }
        assertThat(Profile.of(within.before(), within.steps())).isEqualTo(within);
        assertThat(Profile.constant(4).within(from, Seconds.FOREVER)).isEqualTo(Profile.step(from, Seconds.FOREVER, 4));
    }

    @Property
    void outsideItsSupportItIsNothing(@ForAll("windows") List<Window> windows) {
        Profile profile = profile(windows);
        TimeWindow support = profile.support();

        for (int second = -1; second <= DAY; second++) {
            assertThat(support.contains(second) || profile.at(second) == 0).isTrue();
        }
        assertThat(support.seconds() == 0).isEqualTo(profile.equals(Profile.ZERO));
    }

    @Property
    void scalingAndCappingActOnEverySecond(
            @ForAll("windows") List<Window> windows, @ForAll @IntRange(min = -2, max = 2) int by) {
        Profile profile = profile(windows);

        for (int second = -1; second <= DAY; second++) {
            assertThat(profile.times(by).at(second)).isEqualTo(profile.at(second) * by);
            assertThat(profile.atMost(by).at(second)).isEqualTo(Math.min(by, profile.at(second)));
            assertThat(profile.since(7).at(second)).isEqualTo(profile.at(Math.max(7, second)));
        }
    }

    private static Profile profile(List<Window> windows) {
        Profile profile = Profile.ZERO;
        for (Window window : windows) {
            profile = profile.plus(window.from(), window.until(), window.amount());
        }
        return profile;
    }

    private static long[] model(List<Window> windows) {
        long[] model = new long[DAY];
        for (Window window : windows) {
            for (int second = window.from(); second < window.until(); second++) {
                model[second] += window.amount();
            }
        }
        return model;
    }

    private static long value(long[] model, int second) {
        return second < 0 || second >= DAY ? 0 : model[second];
    }
}
