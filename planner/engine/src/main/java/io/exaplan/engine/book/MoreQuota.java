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
    private static final double MORE_THAN_ANY = 1e8;
    private static final int MOST_DOUBLINGS = 12;

    private final PlanBook standing;
    private final PlanningProblem world;
    private final JobFacts job;
    private final long before;

    /**
     * @param standing everything as it stands, the job among what waits
     * @param world the tenants, budgets and targets there are
     * @param before the start that is to be beaten
     */
    MoreQuota(PlanBook standing, PlanningProblem world, JobFacts job, long before) {
        this.standing = standing;
        this.world = world;
        this.job = job;
        this.before = before;
    }

    /**
     * What was found.
     *
     * @param before nominal quota as it is, in PFLOPS
     * @param after nominal quota that is enough; a step less, of that much more, is not
     */
    record Found(double before, double after, Placement start) {}

    Optional<Found> smallest() {
        Optional<TenantFacts> tenant = world.tenants().stream()
                .filter(each -> each.id() == job.tenant() && Double.isFinite(each.nominalPflops()))
                .findFirst();
        return tenant.flatMap(this::smallest);
    }

    private Optional<Found> smallest(TenantFacts own) {
        // Most jobs wait for something else, which one look with more than any city has tells.
        PlanBook plenty = under(own, MORE_THAN_ANY);
        if (startIn(plenty) >= before) {
            return Optional.empty();
        }
        // A plan that is looked at anew may start it sooner as it is.
        long toBeat = Math.min(before, startIn(under(own, own.nominalPflops())));
        return startIn(plenty) < toBeat ? smallest(own, plenty.peakPflops(job.tenant()), toBeat) : Optional.empty();
    }

    /** @param enough what the tenant uses at most when it may use as much as it wants */
    private Optional<Found> smallest(TenantFacts own, double enough, long toBeat) {
        long missed = 0;
        long helps = Math.max(1, (long) Math.ceil(enough - own.nominalPflops()));
        Optional<Placement> start = sooner(own, helps, toBeat);
        for (int doubling = 0; start.isEmpty() && doubling < MOST_DOUBLINGS; doubling++) {
            missed = helps;
            helps *= 2;
            start = sooner(own, helps, toBeat);
        }
        while (start.isPresent() && helps - missed > step(helps)) {
            long middle = missed + Math.max(1, (helps - missed) / 2 / step(helps)) * step(helps);
            Optional<Placement> found = sooner(own, middle, toBeat);
            if (found.isPresent()) {
                start = found;
                helps = middle;
            } else {
                missed = middle;
            }
        }
        double after = own.nominalPflops() + helps;
        return start.map(found -> new Found(own.nominalPflops(), after, found));
    }

    private static long step(long more) {
        return Math.max(1, more / STEPS);
    }

    /** The job's start with more nominal quota, if it is sooner. */
    private Optional<Placement> sooner(TenantFacts own, long more, long toBeat) {
        return under(own, own.nominalPflops() + more)
                .placementOf(job.id())
                .filter(found -> found.startSecond() < toBeat);
    }

    private long startIn(PlanBook book) {
        return book.placementOf(job.id()).map(Placement::startSecond).orElse(Seconds.FOREVER);
    }

    private PlanBook under(TenantFacts own, double nominalPflops) {
        PlanBook book = standing.copy();
        book.accountsChanged(with(own, nominalPflops), world.budgets(), world.targets());
        return book;
    }

    private List<TenantFacts> with(TenantFacts own, double nominalPflops) {
        List<TenantFacts> tenants = new ArrayList<>(world.tenants());
        tenants.replaceAll(each -> each.equals(own) ? own.withNominal(nominalPflops) : each);
        return tenants;
    }
}
