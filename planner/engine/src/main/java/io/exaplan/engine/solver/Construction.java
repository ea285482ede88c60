package io.exaplan.engine.solver;

import java.util.ArrayList;
import java.util.List;

/** A first plan: who has no start gets the earliest one there is, the densest first. */
final class Construction {
    private Construction() {}

    static void complete(CityPlan plan) {
        LoadListener.recount(plan);
        List<JobPlan> open = new ArrayList<>(
                plan.jobs().stream().filter(job -> !job.placed()).toList());
        open.sort(JobPlan.BY_DENSITY);
        for (JobPlan job : open) {
            new Draft(plan).fitAnywhere(job).ifPresent(placement -> {
                job.place(placement);
                LoadListener.count(plan, job);
            });
        }
    }
}
