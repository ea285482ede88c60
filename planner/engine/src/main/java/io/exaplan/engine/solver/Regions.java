package io.exaplan.engine.solver;

import io.exaplan.engine.model.QuotaUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A plan in parts that are searched in turn: some partitions with the jobs on them, and some jobs without a start that may run
 * there. What else is planned is base load of the part. Each round goes through all partitions in another order; the same seed
 * always makes the same parts of the same plan.
 *
 * <p>A part's score is the whole plan's, but for what no move of the part can change.
 */
final class Regions {
    private final CityPlan whole;
    private final Size size;
    private final Random random;
    private Iterator<PartitionUse> round = Collections.emptyIterator();

    /**
     * How large a part is.
     *
     * @param whole plans of no more jobs than this are not divided
     * @param placed a part takes partitions until so many jobs stand on them
     * @param open most jobs without a start
     * @param steps of the search of one part
     */
    record Size(int whole, int placed, int open, int steps) {
        static final Size STANDARD = new Size(5_000, 2_500, 1_500, 2_000);
    }

    Regions(CityPlan whole, Size size, long seed) {
        this.whole = whole;
        this.size = size;
        this.random = new Random(seed);
    }

    /** The next part, a plan of its own. */
    CityPlan next() {
        Set<Integer> partitions = new HashSet<>();
        List<JobPlan> jobs = new ArrayList<>();
        do {
            PartitionUse use = nextPartition();
            if (partitions.add(use.id())) {
                for (int i = 0; i < use.load().jobCount(); i++) {
                    jobs.add(whole.job(use.load().jobId(i)));
                }
            }
        } while (jobs.size() < size.placed() && round.hasNext());
        jobs.addAll(open(partitions));
        return part(partitions, jobs);
    }

    /** Brings what the search of a part found into the whole plan. */
    void bringBack(CityPlan part) {
        for (JobPlan job : part.jobs()) {
            whole.job(job.id()).place(job.at());
        }
        for (PartitionUse use : part.uses()) {
            if (!use.isBackground()) {
                whole.use(use.id()).load(use.load());
            }
        }
        for (int i = 0; i < part.quotas().size(); i++) {
            whole.quotas().get(i).use(part.quotas().get(i).use());
        }
    }

    private PartitionUse nextPartition() {
        if (!round.hasNext()) {
            List<PartitionUse> order = new ArrayList<>(whole.uses());
            Collections.shuffle(order, random);
            round = order.iterator();
        }
        return round.next();
    }

    /** The densest that may run there: half of them for sure, the rest with luck. */
    private List<JobPlan> open(Set<Integer> partitions) {
        List<JobPlan> open = new ArrayList<>();
        for (JobPlan job : whole.jobs()) {
            if (!job.placed() && job.terms().eligible().containsAnyOf(partitions)) {
                open.add(job);
            }
        }
        open.sort(JobPlan.BY_DENSITY);
        int sure = Math.min(open.size(), size.open() / 2);
        List<JobPlan> rest = new ArrayList<>(open.subList(sure, open.size()));
        Collections.shuffle(rest, random);
        List<JobPlan> chosen = new ArrayList<>(open.subList(0, sure));
        chosen.addAll(rest.subList(0, Math.min(rest.size(), size.open() - sure)));
        return chosen;
    }

    private CityPlan part(Set<Integer> partitions, List<JobPlan> jobs) {
        IdentityHashMap<EligiblePartitions, EligiblePartitions> narrowed = new IdentityHashMap<>();
        List<JobPlan> copies = new ArrayList<>();
        Map<Integer, QuotaUse> others = new HashMap<>();
        whole.quotas().forEach(quota -> others.put(quota.id(), quota.use()));
        for (JobPlan job : jobs) {
            EligiblePartitions here = narrowed.computeIfAbsent(job.terms().eligible(), all -> all.within(partitions));
            JobPlan copy = new JobPlan(job.terms().within(here));
            copy.place(job.at());
            copies.add(copy);
            QuotaLedger quota = whole.quotaOf(job.job().tenant());
            if (quota != null && job.placed()) {
                others.computeIfPresent(quota.id(), (id, use) -> use.minus(whole.footprint(job, job.start())));
            }
        }
        List<PartitionUse> uses = whole.uses().stream()
                .map(use -> partitions.contains(use.id()) ? use.copy() : use.asBackground())
                .toList();
        List<QuotaLedger> quotas = whole.quotas().stream()
                .map(quota -> quota.beside(others.getOrDefault(quota.id(), quota.base())))
                .toList();
        return new CityPlan(whole.hours(), whole.rules(), whole.prices(), List.copyOf(copies), uses, quotas);
    }
}
