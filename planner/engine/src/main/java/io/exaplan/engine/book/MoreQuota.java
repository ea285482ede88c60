package io.exaplan.engine.book;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.TenantFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much more nominal quota of its tenant would start a job sooner. Each amount is given in a copy of the book as the book
 * would be given it, so that others of the tenant and its cohort who wait go first where they would. Steps are whole PFLOPS, of a
 * large amount {@value #STEPS} parts of it.
 */
final class MoreQuota {
    private static final int STEPS = 16;
    private static final int MOST_DOUBLINGS = 12;

    private final PlanningProblem problem;
    private final JobFacts job;
    private final long before;

    /**
     * @param problem everything as it stands, the job among what waits
     * @param before the start that is to be beaten
     */
    MoreQuota(PlanningProblem problem, JobFacts job, long before) {
        this.problem = problem;
        this.job = job;
        this.before = before;
    }

    /**
     * What was found.
     *
     * @param before nominal quota as it is, in PFLOPS
     * @param after nominal quota that is enough; a step less is not
     */
    record Found(double before, double after, Placement start) {}

    Optional<Found> smallest() {
        Optional<TenantFacts> tenant = problem.tenants().stream()
                .filter(each -> each.id() == job.tenant() && Double.isFinite(each.nominalPflops()))
                .findFirst();
        // Most jobs wait for something else, which one look with a quota without limit tells.
        return tenant.filter(own -> start(own, Double.POSITIVE_INFINITY).isPresent())
                .flatMap(this::smallest);
    }

    private Optional<Found> smallest(TenantFacts own) {
        long helps = 1;
        long missed = 0;
        long unit = 1;
        for (int doubling = 0; start(own, own.nominalPflops() + helps).isEmpty(); doubling++) {
            if (doubling == MOST_DOUBLINGS) {
                return Optional.empty();
            }
            missed = helps;
            helps *= 2;
            unit = Math.max(1, helps / STEPS);
        }
        while (helps - missed > unit) {
            long middle = missed + Math.max(unit, (helps - missed) / 2 / unit * unit);
            if (start(own, own.nominalPflops() + middle).isPresent()) {
                helps = middle;
            } else {
                missed = middle;
            }
        }
        double after = own.nominalPflops() + helps;
        return start(own, after).map(start -> new Found(own.nominalPflops(), after, start));
    }

    /** The job's start under another nominal quota, if it is sooner. */
    private Optional<Placement> start(TenantFacts own, double nominalPflops) {
        PlanBook book = PlanBook.asItStands(problem);
        book.accountsChanged(with(own, nominalPflops), problem.budgets(), problem.targets());
        return book.placementOf(job.id()).filter(found -> found.startSecond() < Math.min(before, Seconds.FOREVER));
    }

    private List<TenantFacts> with(TenantFacts own, double nominalPflops) {
        List<TenantFacts> tenants = new ArrayList<>(problem.tenants());
        tenants.replaceAll(each -> each.equals(own) ? own.withNominal(nominalPflops) : each);
        return tenants;
    }
}
