package io.exaplan.server.dispatch;

import io.exaplan.server.inventory.ClusterRow;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for an operator's word. */
@RestController
@InScope(TokenScope.CLUSTERS)
@RequestMapping("/api/v1")
@Tag(name = "operators", description = "What waits for an operator's word")
class OperatorController {
    private static final int LONGEST_REASON = 500;

    private final Orphans orphans;
    private final MassStops massStops;
    private final OperatorDesk desk;
    private final Inventories inventories;

    OperatorController(Orphans orphans, MassStops massStops, OperatorDesk desk, Inventories inventories) {
        this.orphans = orphans;
        this.massStops = massStops;
        this.desk = desk;
        this.inventories = inventories;
    }

    /**
     * A run a cluster holds that the planner cannot account for.
     *
     * @param firstSeenAt wall time
     * @param stopConfirmedBy who said that it shall end, null while nobody did
     */
    record OrphanView(
            String cluster,
            String runId,
            @Nullable Long jobId,
            String state,
            Instant firstSeenAt,
            String explanation,
            @Nullable String stopConfirmedBy) {}

    /**
     * An order to end many runs of a cluster at once.
     *
     * @param confirmedBy who let it go ahead, null while it waits
     */
    record MassStopView(
            long id,
            String cluster,
            String reason,
            int runs,
            List<UUID> runIds,
            Instant askedAt,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt) {}

    /**
     * An operator's word.
     *
     * @param reason why, for the audit
     */
    record WordOrder(@Nullable String reason) {}

    /** The admin of a cluster sees those on it. */
    @GetMapping("/orphans")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.VIEWER})
    Page<OrphanView> orphans(
            Caller caller,
            @RequestParam(name = "cluster", required = false) @Nullable String cluster,
            PageRequest page) {
        Map<Integer, String> names = names();
        ListFilter filter = concerning(caller, cluster);
        return Page.of(
                        orphans.matching(filter, Orphans.Position.of(page), page.limitAndOne()),
                        page,
                        Orphans.Position::text)
                .map(row -> view(row, names));
    }

    private static OrphanView view(Orphans.Row row, Map<Integer, String> names) {
        return new OrphanView(
                name(names, row.clusterId()),
                row.runId(),
                row.jobId(),
                row.state(),
                row.firstSeenAt(),
                row.explanation(),
                row.stopConfirmedBy());
    }

    /** The operator says that an orphan shall end. */
    @PostMapping("/orphans/{cluster}/{runId}/stop")
    @Allowed({Role.ADMIN, Role.CLUSTER_ADMIN})
    OrphanView stopOrphan(
            Caller caller,
            @PathVariable("cluster") String cluster,
            @PathVariable("runId") String runId,
            @RequestBody(content = @Content(schema = @Schema(implementation = WordOrder.class))) JsonForm form) {
        return view(desk.stopOrphan(caller, cluster, runId, reason(form)), names());
    }

    /** Those that wait, newest first, of a cluster admin those of its cluster; with {@code all=true} those that were let go ahead too. */
    @GetMapping("/mass-stops")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.VIEWER})
    Page<MassStopView> massStops(
            Caller caller,
            @RequestParam(name = "all", defaultValue = "false") boolean all,
            @RequestParam(name = "cluster", required = false) @Nullable String cluster,
            PageRequest page) {
        Map<Integer, String> names = names();
        ListFilter filter = concerning(caller, cluster);
        return Page.of(
                        massStops.matching(!all, filter, page.after(Long.MAX_VALUE), page.limitAndOne()),
                        page,
                        row -> Long.toString(row.id()))
                .map(row -> view(row, names));
    }

    /** What is of a cluster, of any when none is named; the admin of a cluster sees that of his own. */
    private static ListFilter concerning(Caller caller, @Nullable String cluster) {
        return new ListFilter()
                .equal("cluster_id", caller.role() == Role.CLUSTER_ADMIN ? caller.clusterId() : null)
                .equal("(select c.name from cluster c where c.id = cluster_id)", cluster);
    }

    /** The operator says that many runs may end at once. */
    @PostMapping("/mass-stops/{id}/confirm")
    @Allowed({Role.ADMIN, Role.CLUSTER_ADMIN})
    MassStopView confirm(
            Caller caller,
            @PathVariable("id") long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = WordOrder.class))) JsonForm form) {
        return view(desk.confirmMassStop(caller, id, reason(form)), names());
    }

    private static @Nullable String reason(JsonForm form) {
        String reason = form.orNull("reason", Values.text(LONGEST_REASON));
        form.finish();
        return reason;
    }

    private static MassStopView view(MassStops.Row row, Map<Integer, String> names) {
        return new MassStopView(
                row.id(),
                name(names, row.clusterId()),
                row.reason(),
                row.runIds().size(),
                row.runIds(),
                row.askedAt(),
                row.confirmedBy(),
                row.confirmedAt());
    }

    private Map<Integer, String> names() {
        return inventories.clusters().stream().collect(Collectors.toMap(ClusterRow::id, ClusterRow::name));
    }

    private static String name(Map<Integer, String> names, int cluster) {
        return names.getOrDefault(cluster, Integer.toString(cluster));
    }
}
