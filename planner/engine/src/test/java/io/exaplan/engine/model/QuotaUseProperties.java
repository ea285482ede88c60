package io.exaplan.engine.model;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Quotas.Group;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class QuotaUseProperties {
    private static final double ANY = Double.POSITIVE_INFINITY;
    private static final CityHours HOURS = new CityHours(ZoneOffset.UTC, 0, 100_000);

    /** One device is a PFLOPS, so that all numbers are whole. */
    private static final PartitionFacts PARTITION =
            aPartition("north/p", 64).peakTflops(1000).build();

    @Example
    void aTenantAloneUsesItsQuotaAndNoMore() {
        QuotaUse none = QuotaUse.none(group(tenant(1, "", 4, ANY, ANY)));

        assertThat(none.holds(use(1, 4, 0, 10))).isTrue();
        assertThat(none.holds(use(1, 5, 0, 10))).isFalse();
    }

    @Example
    void aTenantBorrowsWhatOthersLendAndDoNotUse() {
        QuotaUse none = QuotaUse.none(group(tenant(1, "c", 4, 3, ANY), tenant(2, "c", 6, ANY, 2)));

        // of its own 4, and 2 that the other lends
        assertThat(none.holds(use(1, 6, 0, 10))).isTrue();
        assertThat(none.holds(use(1, 7, 0, 10))).isFalse();
        // the other uses 5 of its 6: 4 are its own, 1 comes out of the 6 that both lend together
        assertThat(none.plus(use(2, 5, 0, 10)).holds(use(1, 5, 0, 10))).isTrue();
        assertThat(none.plus(use(2, 5, 0, 10)).holds(use(1, 6, 0, 10))).isFalse();
    }

    @Example
    void aTenantBorrowsNoMoreThanItsLimit() {
        QuotaUse none = QuotaUse.none(group(tenant(1, "c", 4, 1, ANY), tenant(2, "c", 6, ANY, ANY)));

        assertThat(none.holds(use(1, 5, 0, 10))).isTrue();
        assertThat(none.holds(use(1, 6, 0, 10))).isFalse();
    }

    @Example
    void whereOthersUseTooMuchEachKeepsItsOwn() {
        QuotaUse tooMuch = QuotaUse.none(group(tenant(1, "c", 4, ANY, 0), tenant(2, "c", 6, ANY, 2)))
                .plus(use(2, 20, 0, 10));

        assertThat(tooMuch.holds(use(1, 4, 0, 10))).isTrue();
        assertThat(tooMuch.holds(use(1, 5, 0, 10))).isFalse();
        assertThat(tooMuch.holds(use(2, 1, 5, 15))).isFalse();
        assertThat(tooMuch.holds(use(2, 1, 10, 15))).isTrue();
    }

    /** What is held changes nothing about how much is used too much; what is not held does. */
    @Property(tries = 500)
    void holdsWhatDoesNotAddToTheExcess(@ForAll long seed) {
        Random random = new Random(seed);
        List<TenantFacts> tenants = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            tenants.add(tenant(id, "c", random.nextInt(8), random.nextInt(5), random.nextInt(5)));
        }
        QuotaUse use = QuotaUse.none(group(tenants.toArray(TenantFacts[]::new)));
        for (int i = 0; i < 12; i++) {
            int from = random.nextInt(40);
            Footprint more = use(1 + random.nextInt(3), 1 + random.nextInt(4), from, from + 1 + random.nextInt(20));
            QuotaUse after = use.plus(more);
            assertThat(use.holds(more)).isEqualTo(excess(after, tenants).equals(excess(use, tenants)));
            assertThat(after.excess()).isEqualTo(excess(after, tenants));
            assertThat(after.minus(more)).isEqualTo(use);
            assertThat(after.minus(more).excess()).isEqualTo(use.excess());
            use = random.nextInt(3) > 0 ? after : use;
        }
    }

    /** The same sums, second by second. */
    private static Profile excess(QuotaUse use, List<TenantFacts> tenants) {
        List<Profile.Step> steps = new ArrayList<>();
        for (int second = 0; second < 70; second++) {
            double borrowed = 0;
            double beyond = 0;
            double lent = 0;
            for (TenantFacts tenant : tenants) {
                double used = -use.headroomOfMost(tenant.id()).at(second) / 1e9
                        + tenant.nominalPflops()
                        + tenant.borrowingLimitPflops();
                double lends = Math.min(tenant.nominalPflops(), tenant.lendingLimitPflops());
                lent += lends;
                borrowed += Math.max(0, used - (tenant.nominalPflops() - lends));
                beyond += Math.max(0, used - tenant.nominalPflops() - tenant.borrowingLimitPflops());
            }
            steps.add(new Profile.Step(second, Math.round((Math.max(0, borrowed - lent) + beyond) * 1e9)));
        }
        return Profile.of(0, steps);
    }

    private static Group group(TenantFacts... tenants) {
        return Quotas.of(List.of(tenants)).of(1).orElseThrow();
    }

    private static TenantFacts tenant(int id, String cohort, double nominal, double borrows, double lends) {
        return new TenantFacts(id, "t" + id, cohort, nominal, borrows, lends, 1);
    }

    private static Footprint use(int tenant, int devices, long from, long until) {
        JobFacts job =
                aJob(1).tenant(tenant).gang(1, devices).seconds(until - from).build();
        return Footprint.of(job, new Placement(PARTITION.id(), from, 1), PARTITION, HOURS);
    }
}
