package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.InvalidCatalogueEntryException;
import io.exaplan.engine.catalogue.ModelProfileCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogues as their files state them: those that come with Exaplan, and an operator's own laid over them.
 *
 * @param acceleratorModels every known accelerator model
 * @param modelProfiles every known AI model
 */
public record CatalogueFiles(AcceleratorCatalogue acceleratorModels, ModelProfileCatalogue modelProfiles) {

    private static final String ACCELERATOR_MODELS = "catalogue/accelerator-models.json";
    private static final String MODEL_PROFILES = "catalogue/model-profiles.json";

    /**
     * Reads and checks every file.
     *
     * @throws InvalidCatalogueException telling all that is wrong in any of them
     */
    public static CatalogueFiles read(CatalogueSettings settings) {
        var problems = new ArrayList<CatalogueProblem>();
        var accelerators = acceleratorModels(settings.acceleratorModels(), problems);
        var profiles = modelProfiles(settings.modelProfiles(), problems);
        if (accelerators.isEmpty() || profiles.isEmpty() || !problems.isEmpty()) {
            throw new InvalidCatalogueException(problems);
        }
        return new CatalogueFiles(accelerators.get(), profiles.get());
    }

    private static Optional<AcceleratorCatalogue> acceleratorModels(
            @Nullable Path own, List<CatalogueProblem> problems) {
        var documents = documents(ACCELERATOR_MODELS, own, problems);
        var models = documents.stream().map(AcceleratorModelReader::read).toList();
        return assembled(lastNamed(ACCELERATOR_MODELS, own), problems, () -> {
            var catalogue = AcceleratorCatalogue.of(List.of());
            for (var some : models) {
                catalogue = catalogue.overlaidWith(some);
            }
            return catalogue;
        });
    }

    private static Optional<ModelProfileCatalogue> modelProfiles(@Nullable Path own, List<CatalogueProblem> problems) {
        var documents = documents(MODEL_PROFILES, own, problems);
        var families = ModelProfileReader.families(documents);
        var profiles = documents.stream()
                .map(document -> ModelProfileReader.profiles(document, families))
                .toList();
        return assembled(lastNamed(MODEL_PROFILES, own), problems, () -> {
            var catalogue = ModelProfileCatalogue.of(List.of());
            for (var some : profiles) {
                catalogue = catalogue.overlaidWith(some);
            }
            return catalogue;
        });
    }

    private static List<JsonFields> documents(String builtIn, @Nullable Path own, List<CatalogueProblem> problems) {
        var builtInDocument = JsonDocuments.ofResource(builtIn, problems);
        var ownDocument = own == null ? Optional.<JsonFields>empty() : JsonDocuments.ofFile(own, problems);
        return Stream.of(builtInDocument, ownDocument).flatMap(Optional::stream).toList();
    }

    private static <C> Optional<C> assembled(String file, List<CatalogueProblem> problems, Supplier<C> assembly) {
        try {
            return Optional.of(assembly.get());
        } catch (InvalidCatalogueEntryException invalid) {
            invalid.problems().forEach(problem -> problems.add(new CatalogueProblem(file, "", problem.message())));
            return Optional.empty();
        }
    }

    private static String lastNamed(String builtIn, @Nullable Path own) {
        return own == null ? builtIn : own.toString();
    }
}
