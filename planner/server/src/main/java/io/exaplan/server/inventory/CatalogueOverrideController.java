package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.Confidence;
import io.exaplan.engine.catalogue.Precision;
import io.exaplan.engine.catalogue.Stack;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InScope(TokenScope.ADMINISTRATION)
@RequestMapping("/api/v1/accelerator-models/{name}/override")
@Tag(name = "catalogues", description = "What is known of accelerators and of open AI models, with sources")
class CatalogueOverrideController {
    private final CatalogueOverrides overrides;
    private final Catalogue catalogue;

    CatalogueOverrideController(CatalogueOverrides overrides, Catalogue catalogue) {
        this.overrides = overrides;
        this.catalogue = catalogue;
    }

    /**
     * What is stated of a model; what is unknown is left out.
     *
     * @param densePeakTflops dense vendor peak by precision in TFLOPS, integers in TOPS
     * @param kubernetesResources extended resources its device plugins offer, such as {@code nvidia.com/gpu}
     * @param labelValues values of node labels that name this model and no other
     * @param source document that states the figures
     * @param note what an ESTIMATE rests on; required with one
     */
    record AcceleratorSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String vendor,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Stack stack,

            @Nullable Double memoryGib,
            @Nullable Double watts,
            @Nullable Map<Precision, Double> densePeakTflops,
            @Nullable List<String> aliases,
            @Nullable List<String> kubernetesResources,
            @Nullable List<String> labelValues,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String source,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Confidence confidence,

            @Nullable String note) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    ResponseEntity<OverrideView> override(@PathVariable String name) {
        OverrideView view = catalogue.override(name);
        return ResponseEntity.ok().eTag(EntityTag.of(view.version())).body(view);
    }

    /**
     * States the model of this key, spelt exactly so: it replaces whole what the catalogue says, or adds a model it does not know. Plans, capacity and the sizing
     * of new jobs follow at once. If-Match carries the ETag of what was read, "0" where nothing was stated.
     */
    @PutMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<OverrideView> state(
            @PathVariable String name,
            @RequestBody(content = @Content(schema = @Schema(implementation = AcceleratorSubmission.class)))
                    JsonForm form,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        AcceleratorEntry entry = AcceleratorEntry.read(form, name);
        overrides.change(name, entry, EntityTag.required(ifMatch), caller.name());
        catalogue.upToDate();
        return override(name);
    }

    /** Takes back what was stated: what was delivered holds again, and a model that was added is unknown again. */
    @DeleteMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<Void> takeBack(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        overrides.change(name, null, EntityTag.required(ifMatch), caller.name());
        catalogue.upToDate();
        return ResponseEntity.noContent().build();
    }
}
