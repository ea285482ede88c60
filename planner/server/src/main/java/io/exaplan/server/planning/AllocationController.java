package io.exaplan.server.planning;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The active plan at the API. */
@RestController
@RequestMapping("/api/v1/allocations")
class AllocationController {
    private final AllocationViews allocations;
    private final AllocationCursors cursors;

    AllocationController(AllocationViews allocations, AllocationCursors cursors) {
        this.allocations = allocations;
        this.cursors = cursors;
    }

    /**
     * Where jobs stand, by job.
     *
     * @param cluster only on this cluster, by name
     * @param partition only on this partition, by name within its cluster
     * @param tenant only of this tenant, by name; nothing for who may not see whose they are
     * @param from only what ends after this plan time
     * @param until only what starts before this plan time
     */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    Page<AllocationView> list(
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable String partition,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            Caller caller,
            PageRequest page) {
        AllocationViews.Filter filter = new AllocationViews.Filter(cluster, partition, tenant, from, until);
        return Page.of(
                        allocations.matching(filter, caller, cursors.after(page), page.limitAndOne()),
                        page,
                        row -> cursors.seal(row.jobId()))
                .map(row -> row.seenBy(caller));
    }
}
