package io.exaplan.server.dispatch;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs at the API. */
@RestController
@InScope(TokenScope.JOBS)
@RequestMapping("/api/v1/runs")
@Tag(name = "runs", description = "Attempts at jobs")
class RunController {
    private static final int MOST_LINES = 2_000;

    private final RunViews views;
    private final OperatorDesk desk;
    private final RunLogs logs;

    RunController(RunViews views, OperatorDesk desk, RunLogs logs) {
        this.views = views;
        this.desk = desk;
        this.logs = logs;
    }

    /**
     * An operator's word about a run.
     *
     * @param reason why, for the audit
     */
    record GiveUpOrder(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    /**
     * Runs, newest first; with {@code active=false} the one that ended last comes first.
     *
     * @param active true for those that count as their job's one run, false for those that are over
     */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    Page<RunView> list(
            Caller caller,
            @RequestParam(name = "job", required = false) @Nullable Long job,
            @RequestParam(name = "cluster", required = false) @Nullable String cluster,
            @RequestParam(name = "tenant", required = false) @Nullable String tenant,
            @RequestParam(name = "state", required = false) @Nullable RunStage state,
            @RequestParam(name = "active", required = false) @Nullable Boolean active,
            PageRequest page) {
        return views.page(caller, new RunViews.Filter(job, cluster, tenant, state, active), page);
    }

    /** One run with every step of its life. */
    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    RunView read(Caller caller, @PathVariable("id") String id) {
        return views.find(caller, uuid(id)).orElseThrow(() -> RunViews.unknown(id));
    }

    /**
     * The end of its log, read by the cluster's agent now; the text stays with the cluster.
     *
     * @param lines most lines of the end, 1 to 2000; 200 when left out
     */
    @GetMapping("/{id}/logs")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER})
    RunLog logs(
            Caller caller, @PathVariable("id") String id, @RequestParam(name = "lines", defaultValue = "200") int lines)
            throws InterruptedException {
        if (lines < 1 || lines > MOST_LINES) {
            throw Problem.ofParameter("lines", lines, "State a whole number from 1 to %d.".formatted(MOST_LINES));
        }
        int cluster = views.clusterOf(caller, uuid(id)).orElseThrow(() -> RunViews.unknown(id));
        return logs.tail(uuid(id), cluster, lines);
    }

    /** An operator's word that a LOST run has surely ended: its job may run elsewhere. */
    @PostMapping("/{id}/give-up")
    @Allowed({Role.ADMIN, Role.CLUSTER_ADMIN})
    RunView giveUp(
            Caller caller,
            @PathVariable("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = GiveUpOrder.class))) JsonForm form) {
        read(caller, id);
        String reason = form.required("reason", Values.text(500), "");
        form.finish();
        desk.giveUp(caller, uuid(id), reason);
        return read(caller, id);
    }

    private static UUID uuid(String id) {
        return RunReports.uuid(id).orElseThrow(() -> RunViews.unknown(id));
    }
}
