package io.exaplan.engine.model;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.kernel.TimeWindow;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AllowanceProperties {
    private static final CityHours HOURS = new CityHours(ZoneId.of("Asia/Shanghai"), 0, 1_000);
    private static final PartitionFacts PARTITION =
            aPartition("north/p", 64).peakTflops(864).build();

    /** A device does 864 GFLOPS x 1,000 in a second: 0.00001 PFLOPS-days. */
    @Property(tries = 500)
    void findsTheFirstStartThatTheBudgetsPayFor(@ForAll long seed) {
        Random random = new Random(seed);
        List<BudgetFacts> budgets = new ArrayList<>();
        long from = random.nextInt(20);
        for (int i = 0; i < 2; i++) {
            long until = from + 1 + random.nextInt(40);
            budgets.add(new BudgetFacts("b" + i, 1, new TimeWindow(from, until), random.nextInt(60) * 1e-5, 0));
            from = until;
        }
        QuotaUse use =
                QuotaUse.none(Quotas.of(List.of(), budgets, List.of(), 0).of(1).orElseThrow());
        for (int i = 0; i < 4; i++) {
            JobFacts job = aJob(i).tenant(1)
                    .gang(1, 1 + random.nextInt(3))
                    .seconds(1 + random.nextInt(30))
                    .build();
            long start = new EarliestFit(job, HOURS, 0, 1_000)
                    .within(use.allowance(1))
                    .in(Room.empty(PARTITION))
                    .best()
                    .orElseThrow()
                    .placement()
                    .startSecond();

            assertThat(start).isEqualTo(firstPaidFor(use, job));
            use = use.plus(at(job, start));
            assertThat(use.overdrawn()).isZero();
        }
    }

    private static long firstPaidFor(QuotaUse use, JobFacts job) {
        long start = 0;
        while (!use.holds(at(job, start))) {
            start++;
        }
        return start;
    }

    private static Footprint at(JobFacts job, long start) {
        return Footprint.of(job, new Placement(PARTITION.id(), start, 1), PARTITION, HOURS);
    }
}
