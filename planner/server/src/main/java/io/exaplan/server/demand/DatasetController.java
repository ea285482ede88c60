package io.exaplan.server.demand;

import io.exaplan.server.demand.Dataset.Classification;
import io.exaplan.server.demand.Dataset.Stated;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.Answers;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Versioned;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

@RestController
@InScope(TokenScope.DATASETS)
@RequestMapping("/api/v1/datasets")
@Tag(name = "datasets", description = "Open corpora and tenants' data: who may read them, and where they lie")
class DatasetController {

    private static final String PATH = "/api/v1/datasets";

    private final Datasets datasets;
    private final Tenants tenants;

    DatasetController(Datasets datasets, Tenants tenants) {
        this.datasets = datasets;
        this.tenants = tenants;
    }

    /** What is said about a dataset. */
    record DatasetSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Tenant.Sector sector,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String steward,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String licence,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            double sizeGib,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Classification classification,

            @Schema(description = "Tenant whose data it is; a member's own when left out") @Nullable
            String owner,

            @Nullable String description,

            @Schema(description = "Tenants that may read it beside its owner") @Nullable
            List<String> grants,

            @Schema(description = "Clusters it may be read on; any when left out") @Nullable
            List<String> residency,

            @Schema(description = "Volume claim or path by cluster") @Nullable
            Map<String, String> replicas) {}

    /**
     * A dataset.
     *
     * @param grants tenants that may read it beside its owner; of others' data a member sees itself only
     * @param replicas volume claim or path by cluster
     */
    record DatasetView(
            int id,
            long version,
            String name,
            Tenant.Sector sector,
            String steward,
            String licence,
            double sizeGib,
            Classification classification,
            @Nullable String owner,
            @Nullable String description,
            List<String> grants,
            List<String> residency,
            Map<String, String> replicas)
            implements Versioned {}

    /** As filtered; members see what their tenant may read. */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    Page<DatasetView> list(
            @RequestParam(name = "owner", required = false) @Nullable String owner,
            @RequestParam(name = "sector", required = false) Tenant.@Nullable Sector sector,
            @RequestParam(name = "classification", required = false) @Nullable Classification classification,
            PageRequest page,
            Caller caller) {
        ListFilter filter = new ListFilter()
                .equal("o.name", owner)
                .equal("d.sector", sector)
                .equal("d.classification", classification);
        String own = ownTenant(caller);
        return Page.of(
                        datasets.page(filter, caller.tenantId(), page.after(0), page.limitAndOne()),
                        page,
                        dataset -> Integer.toString(dataset.id()))
                .map(dataset -> view(dataset, own));
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    ResponseEntity<DatasetView> one(@PathVariable int id, Caller caller) {
        return answer(find(id, caller), caller);
    }

    /** Members make datasets of their own tenant. */
    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
    ResponseEntity<DatasetView> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = DatasetSubmission.class))) JsonForm form,
            Caller caller) {
        Stated stated = DatasetForm.read(form, ownTenant(caller), datasets);
        int id = datasets.create(stated, caller.name());
        return Answers.created(PATH, id, view(find(id, caller), ownTenant(caller)));
    }

    /** Replaces what is said; grants taken back end what waits, not what runs. */
    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
    ResponseEntity<DatasetView> update(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = DatasetSubmission.class))) JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Dataset before = owned(id, caller);
        Stated stated = DatasetForm.readAgain(
                form, ownTenant(caller), datasets, before.stated().name());
        return answer(datasets.update(before, EntityTag.required(ifMatch), stated, caller.name()), caller);
    }

    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
    ResponseEntity<Void> delete(
            @PathVariable int id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        datasets.delete(owned(id, caller), EntityTag.required(ifMatch), caller.name());
        return ResponseEntity.noContent().build();
    }

    private Dataset find(int id, Caller caller) {
        String own = ownTenant(caller);
        return datasets.find(id)
                .filter(dataset -> own == null || dataset.stated().readableBy(own))
                .orElseThrow(() -> Problem.notFound("dataset", id));
    }

    private Dataset owned(int id, Caller caller) {
        Dataset dataset = find(id, caller);
        String own = ownTenant(caller);
        if (own != null && !own.equals(dataset.stated().owner())) {
            throw Problem.forbidden("This token may read the dataset (%s) and not change it."
                    .formatted(dataset.stated().name()));
        }
        return dataset;
    }

    private @Nullable String ownTenant(Caller caller) {
        Integer tenant = caller.tenantId();
        return tenant == null
                ? null
                : tenants.find(tenant).map(found -> found.stated().name()).orElse(null);
    }

    private ResponseEntity<DatasetView> answer(Dataset dataset, Caller caller) {
        return ResponseEntity.ok().eTag(EntityTag.of(dataset.version())).body(view(dataset, ownTenant(caller)));
    }

    private static DatasetView view(Dataset dataset, @Nullable String viewer) {
        Stated stated = dataset.stated();
        boolean all = viewer == null || viewer.equals(stated.owner());
        return new DatasetView(
                dataset.id(),
                dataset.version(),
                stated.name(),
                stated.sector(),
                stated.steward(),
                stated.licence(),
                stated.sizeGib(),
                stated.classification(),
                all || stated.classification() == Classification.OPEN ? stated.owner() : null,
                stated.description(),
                all
                        ? stated.grants()
                        : stated.grants().stream()
                                .filter(grant -> grant.equals(viewer))
                                .toList(),
                stated.residency(),
                stated.replicas().stream()
                        .collect(Collectors.toMap(
                                Dataset.Replica::cluster, Dataset.Replica::location, (a, b) -> a, TreeMap::new)));
    }
}
