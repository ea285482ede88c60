package io.exaplan.server.views;

import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.Confidence;
import io.exaplan.engine.catalogue.ModelProfile;
import io.exaplan.engine.catalogue.ModelProfileCatalogue;
import io.exaplan.engine.catalogue.Precision;
import io.exaplan.engine.catalogue.Stack;
import io.exaplan.server.inventory.Catalogue;
import io.exaplan.server.inventory.OverrideView;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
@Tag(name = "catalogues", description = "What is known of accelerators and of open AI models, with sources")
class CatalogueController {

    private final Catalogue accelerators;
    private final ModelProfileCatalogue profiles;

    CatalogueController(Catalogue accelerators, ModelProfileCatalogue profiles) {
        this.accelerators = accelerators;
        this.profiles = profiles;
    }

    /**
     * An accelerator model.
     *
     * @param densePeakTflops dense vendor peak by precision in TFLOPS, integers in TOPS
     * @param accountingTflops dense FP16/BF16 peak that totals are made of; null reads FLOPS unknown
     * @param override what was stated instead of what was delivered, which the other fields tell; null when nothing was
     */
    record AcceleratorModelView(
            String key,
            String vendor,
            String name,
            Stack stack,
            @Nullable Double memoryGib,
            @Nullable Double watts,
            Map<Precision, Double> densePeakTflops,
            @Nullable Double accountingTflops,
            List<String> aliases,
            List<String> kubernetesResources,
            List<String> labelValues,
            String source,
            Confidence confidence,
            String note,
            @Nullable OverrideView override) {

        static AcceleratorModelView of(AcceleratorModel model, @Nullable OverrideView override) {
            return new AcceleratorModelView(
                    model.key(),
                    model.vendor(),
                    model.name(),
                    model.stack(),
                    orNull(model.figures().memoryGib()),
                    orNull(model.figures().watts()),
                    model.figures().densePeakTflops(),
                    orNull(model.accountingTflops()),
                    model.recognition().aliases(),
                    model.recognition().kubernetesResources(),
                    model.recognition().labelValues(),
                    model.provenance().source(),
                    model.provenance().confidence(),
                    model.provenance().note(),
                    override);
        }

        private static @Nullable Double orNull(OptionalDouble value) {
            return value.isPresent() ? value.getAsDouble() : null;
        }
    }

    /**
     * An open AI model.
     *
     * @param trainingMfu model FLOPs utilisation that sizing assumes unless a job says otherwise
     */
    record ModelProfileView(
            String key,
            String name,
            List<String> aliases,
            String family,
            double trainingMfu,
            long totalParameters,
            long activeParameters,
            double bytesPerParameter,
            double kvBytesPerToken,
            String source,
            Confidence confidence,
            String note) {

        static ModelProfileView of(ModelProfile profile) {
            return new ModelProfileView(
                    profile.key(),
                    profile.name(),
                    profile.aliases(),
                    profile.family().key(),
                    profile.family().trainingMfu(),
                    profile.parameters().total(),
                    profile.parameters().active(),
                    profile.bytesPerParameter(),
                    profile.kvBytesPerToken(),
                    profile.provenance().source(),
                    profile.provenance().confidence(),
                    profile.provenance().note());
        }
    }

    @GetMapping("/accelerator-models")
    Page<AcceleratorModelView> acceleratorModels(PageRequest page) {
        return Page.within(accelerators.get().models(), page, AcceleratorModel::key)
                .map(this::view);
    }

    private AcceleratorModelView view(AcceleratorModel model) {
        String key = model.key();
        return AcceleratorModelView.of(model, accelerators.isOverridden(key) ? accelerators.override(key) : null);
    }

    @GetMapping("/accelerator-models/{name}")
    AcceleratorModelView acceleratorModel(@PathVariable String name) {
        return accelerators
                .get()
                .named(name)
                .map(this::view)
                .orElseThrow(() -> Problem.notFound("accelerator model", name));
    }

    @GetMapping("/model-profiles")
    Page<ModelProfileView> modelProfiles(PageRequest page) {
        return Page.within(profiles.profiles(), page, ModelProfile::key).map(ModelProfileView::of);
    }

    @GetMapping("/model-profiles/{name}")
    ModelProfileView modelProfile(@PathVariable String name) {
        return profiles.named(name)
                .map(ModelProfileView::of)
                .orElseThrow(() -> Problem.notFound("model profile", name));
    }
}
