package io.exaplan.server.inventory;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.ShownOnce;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Clusters at the API. */
@RestController
@InScope(TokenScope.CLUSTERS)
@RequestMapping("/api/v1/clusters")
@Tag(name = "clusters", description = "Clusters of operators, each watched by one agent")
class ClusterController {
    private static final int LONGEST_OPERATOR = 200;

    private final ClusterStore clusters;
    private final ClusterDesk desk;
    private final Inventories inventories;
    private final AgentRefusals refusals;
    private final Clock clock;

    ClusterController(
            ClusterStore clusters, ClusterDesk desk, Inventories inventories, AgentRefusals refusals, Clock clock) {
        this.clusters = clusters;
        this.desk = desk;
        this.inventories = inventories;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** A new cluster, with the token its agent joins by. */
    record CreatedView(ClusterView cluster, ClusterDesk.Joining joining) implements ShownOnce {}

    /** What a new cluster says. */
    record ClusterSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String operator) {}

    /** What the operator wants of a cluster. */
    record ClusterStateOrder(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            ClusterState state) {}

    /** What the operator lends. */
    record OfferSubmission(
            @Schema(description = "Names of nodes; all when left out") @Nullable
            List<String> nodes,

            @Schema(description = "Names of tenants; all when left out") @Nullable
            List<String> tenants,

            @Schema(
                    description =
                            "Windows of every day in the city's zone, in minutes after midnight; always when left out")
            @Nullable
            List<Offer.OfferedHours> hours) {}

    /** Where the operator shows logs. */
    record LogLinkSubmission(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "An http or https URL with {run} in it; {job} and {cluster} are filled in too",
                    example = "https://logs.example/runs/{run}")
            String template) {}

    /** A new join token is asked for by an empty object. */
    record JoinTokenOrder() {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    Page<ClusterView> list(
            Caller caller,
            @RequestParam(name = "operator", required = false) @Nullable String operator,
            @RequestParam(name = "state", required = false) @Nullable ClusterState state,
            @RequestParam(name = "freshness", required = false) @Nullable Freshness freshness,
            PageRequest page) {
        ListFilter filter = new ListFilter()
                .equal("operator", operator)
                .equal("state", state)
                .equal("freshness", freshness);
        return Page.of(
                        clusters.page(filter, page.afterName(), page.limitAndOne()),
                        page,
                        row -> PageRequest.named(row.name()))
                .map(row -> view(row, caller));
    }

    @PostMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<CreatedView> create(
            Caller caller,
            @RequestBody(content = @Content(schema = @Schema(implementation = ClusterSubmission.class)))
                    JsonForm form) {
        String name = form.required("name", Values.name(), "");
        String operator = form.required("operator", Values.text(LONGEST_OPERATOR), "");
        form.finish();
        ClusterDesk.Created created = desk.create(caller, name, operator);
        return ResponseEntity.created(URI.create("/api/v1/clusters/" + name))
                .eTag(etag(created.cluster()))
                .body(new CreatedView(view(created.cluster(), caller), created.joining()));
    }

    @GetMapping("/{name}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    ResponseEntity<ClusterView> read(Caller caller, @PathVariable("name") String name) {
        ClusterRow cluster = named(name);
        return ResponseEntity.ok().eTag(etag(cluster)).body(view(cluster, caller));
    }

    /** Another operator, or another name as long as nothing carries it; If-Match carries the ETag of what was read. */
    @PutMapping("/{name}")
    @Allowed(Role.ADMIN)
    ResponseEntity<ClusterView> update(
            Caller caller,
            @PathVariable("name") String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ClusterSubmission.class)))
                    JsonForm form) {
        ClusterRow cluster = named(name);
        String newName = form.required("name", Values.name(), name);
        String operator = form.required("operator", Values.text(LONGEST_OPERATOR), "");
        form.finish();
        return changed(caller, desk.update(caller, cluster, EntityTag.required(ifMatch), newName, operator));
    }

    /** Deletes one that never reported a node and that nothing names, such as one whose name was mistyped. */
    @DeleteMapping("/{name}")
    @Allowed(Role.ADMIN)
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable("name") String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        desk.delete(caller, named(name), EntityTag.required(ifMatch));
        return ResponseEntity.noContent().build();
    }

    /** Changes the state; If-Match carries the ETag of what was read. */
    @PutMapping("/{name}/state")
    @Allowed({Role.ADMIN, Role.CLUSTER_ADMIN})
    ResponseEntity<ClusterView> changeState(
            Caller caller,
            @PathVariable("name") String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ClusterStateOrder.class)))
                    JsonForm form) {
        ClusterRow cluster = actingFor(caller, name);
        ClusterState state = form.required("state", Values.oneOf(ClusterState.class), ClusterState.ACTIVE);
        form.finish();
        ClusterRow changed = desk.changeState(caller, cluster, EntityTag.required(ifMatch), state);
        return ResponseEntity.ok().eTag(etag(changed)).body(view(changed, caller));
    }

    /** Says what the cluster lends, before whatever its agent passes on. */
    @PutMapping("/{name}/offer")
    @Allowed({Role.ADMIN, Role.CLUSTER_ADMIN})
    ResponseEntity<ClusterView> stateOffer(
            Caller caller,
            @PathVariable("name") String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = OfferSubmission.class))) JsonForm form) {
        ClusterRow cluster = actingFor(caller, name);
        Offer offer = OfferForm.read(form);
        return changed(caller, desk.stateOffer(caller, cluster, EntityTag.required(ifMatch), offer));
    }

    /** Gives the word on what is lent back to the agent. */
    @DeleteMapping("/{name}/offer")
    @Allowed({Role.ADMIN, Role.CLUSTER_ADMIN})
    ResponseEntity<ClusterView> withdrawOffer(
            Caller caller,
            @PathVariable("name") String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        ClusterRow cluster = actingFor(caller, name);
        return changed(caller, desk.stateOffer(caller, cluster, EntityTag.required(ifMatch), null));
    }

    /** Says where the operator shows the logs of the cluster's runs; runs carry the link from then on. */
    @PutMapping("/{name}/log-link")
    @Allowed({Role.ADMIN, Role.CLUSTER_ADMIN})
    ResponseEntity<ClusterView> linkLogs(
            Caller caller,
            @PathVariable("name") String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = LogLinkSubmission.class)))
                    JsonForm form) {
        ClusterRow cluster = actingFor(caller, name);
        String template = form.required("template", Values.text(LogLink.LONGEST).when(LogLink::good, LogLink.RULE), "");
        form.finish();
        return changed(caller, desk.linkLogs(caller, cluster, EntityTag.required(ifMatch), new LogLink(template)));
    }

    /** Takes the link to the operator's logs away. */
    @DeleteMapping("/{name}/log-link")
    @Allowed({Role.ADMIN, Role.CLUSTER_ADMIN})
    ResponseEntity<ClusterView> unlinkLogs(
            Caller caller,
            @PathVariable("name") String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        ClusterRow cluster = actingFor(caller, name);
        return changed(caller, desk.linkLogs(caller, cluster, EntityTag.required(ifMatch), null));
    }

    private ResponseEntity<ClusterView> changed(Caller caller, ClusterRow cluster) {
        return ResponseEntity.ok().eTag(etag(cluster)).body(view(cluster, caller));
    }

    /** A new join token; unused older ones are worth nothing from now on. */
    @PostMapping("/{name}/join-token")
    @Allowed({Role.ADMIN, Role.CLUSTER_ADMIN})
    ClusterDesk.Joining renewJoinToken(
            Caller caller,
            @PathVariable("name") String name,
            @RequestBody(content = @Content(schema = @Schema(implementation = JoinTokenOrder.class))) JsonForm form) {
        form.finish();
        return desk.renewJoinToken(caller, actingFor(caller, name));
    }

    private ClusterRow actingFor(Caller caller, String name) {
        ClusterRow cluster = named(name);
        if (!caller.actsForCluster(cluster.id())) {
            throw Problem.forbidden("This token may not change cluster (%s).\nMaybe ask its operator.".formatted(name));
        }
        return cluster;
    }

    private ClusterRow named(String name) {
        return clusters.named(name).orElseThrow(() -> Problem.notFound("cluster", name));
    }

    private ClusterView view(ClusterRow row, Caller caller) {
        boolean whole = caller.seesEveryTenant() || caller.actsForCluster(row.id());
        return ClusterView.of(
                row,
                whole ? row.offer() : inventories.offerFor(row, caller::seesTenant),
                clock.instant(),
                whole ? inventories.offerProblems(row) : List.of(),
                whole ? refusals.last(row.id()).orElse(null) : null,
                inventories.quarantined(row.id()));
    }

    private static String etag(ClusterRow cluster) {
        return EntityTag.of(cluster.version());
    }
}
