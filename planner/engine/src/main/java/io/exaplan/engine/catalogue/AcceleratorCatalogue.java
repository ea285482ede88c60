package io.exaplan.engine.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The accelerator models known here, in the order they were stated. Names are compared without regard to case. */
public final class AcceleratorCatalogue {

    private final List<AcceleratorModel> models;
    private final NameIndex<AcceleratorModel> names;
    private final NameIndex<AcceleratorModel> labelValues;

    private AcceleratorCatalogue(Collection<AcceleratorModel> models) {
        this.models = List.copyOf(models);
        names = NameIndex.of(this.models, AcceleratorCatalogue::namesOf);
        labelValues = NameIndex.of(this.models, model -> model.recognition().labelValues().stream());
    }

    /**
     * Puts models together.
     *
     * @throws InvalidCatalogueEntryException when two of them share a key, an alias or a label value
     */
    public static AcceleratorCatalogue of(Collection<AcceleratorModel> models) {
        NameIndex.requireUnambiguous(
                "accelerator model",
                models,
                AcceleratorModel::key,
                model -> Stream.concat(namesOf(model), model.recognition().labelValues().stream()));
        return new AcceleratorCatalogue(models);
    }

    public List<AcceleratorModel> models() {
        return models;
    }

    /** The model of this key, spelt exactly so. */
    public Optional<AcceleratorModel> withKey(String key) {
        return models.stream().filter(model -> model.key().equals(key)).findFirst();
    }

    /** The model people call so: its key or one of its aliases. */
    public Optional<AcceleratorModel> named(String name) {
        return names.find(name);
    }

    /** The model whose nodes carry this value in a label. */
    public Optional<AcceleratorModel> withLabelValue(String value) {
        return labelValues.find(value);
    }

    /**
     * The model a node means by what it reports: a label's value, a key, an alias, or a Kubernetes resource that is named
     * like its model ({@code cambricon.com/mlu590}). A value that names a share of a device is recognised as nothing, as
     * shares must be counted before they are named; so is a resource that only says the vendor, whatever models of the
     * vendor are known here.
     */
    public Optional<AcceleratorModel> recognise(String reported) {
        return withLabelValue(reported).or(() -> named(reported)).or(() -> namedLike(reported));
    }

    private Optional<AcceleratorModel> namedLike(String kubernetesResource) {
        return named(kubernetesResource.substring(kubernetesResource.indexOf('/') + 1))
                .filter(offering(kubernetesResource)::contains);
    }

    /** The models a Kubernetes resource may stand for. */
    public List<AcceleratorModel> offering(String kubernetesResource) {
        return models.stream()
                .filter(model -> model.recognition().kubernetesResources().contains(kubernetesResource))
                .toList();
    }

    /** This catalogue with others laid over it: a model of the same key is replaced where it stands, new ones follow. */
    public AcceleratorCatalogue overlaidWith(Collection<AcceleratorModel> others) {
        return of(Overlay.byKey(models, others, AcceleratorModel::key));
    }

    private static Stream<String> namesOf(AcceleratorModel model) {
        return Stream.concat(Stream.of(model.key()), model.recognition().aliases().stream());
    }
}
