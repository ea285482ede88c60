package io.exaplan.engine.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The open AI models known here, in the order they were stated. Names are compared without regard to case. */
public final class ModelProfileCatalogue {

    private final List<ModelProfile> profiles;
    private final NameIndex<ModelProfile> names;

    private ModelProfileCatalogue(Collection<ModelProfile> profiles) {
        this.profiles = List.copyOf(profiles);
        names = NameIndex.of(this.profiles, ModelProfileCatalogue::namesOf);
    }

    /**
     * Puts profiles together.
     *
     * @throws InvalidCatalogueEntryException when two of them share a key or an alias
     */
    public static ModelProfileCatalogue of(Collection<ModelProfile> profiles) {
        NameIndex.requireUnambiguous("model profile", profiles, ModelProfile::key, ModelProfileCatalogue::namesOf);
        return new ModelProfileCatalogue(profiles);
    }

    public List<ModelProfile> profiles() {
        return profiles;
    }

    /** The profile of this key, spelt exactly so. */
    public Optional<ModelProfile> withKey(String key) {
        return profiles.stream().filter(profile -> profile.key().equals(key)).findFirst();
    }

    /** The profile people call so: its key or one of its aliases. */
    public Optional<ModelProfile> named(String name) {
        return names.find(name);
    }

    /** This catalogue with others laid over it: a profile of the same key is replaced where it stands, new ones follow. */
    public ModelProfileCatalogue overlaidWith(Collection<ModelProfile> others) {
        return of(Overlay.byKey(profiles, others, ModelProfile::key));
    }

    private static Stream<String> namesOf(ModelProfile profile) {
        return Stream.concat(Stream.of(profile.key()), profile.aliases().stream());
    }
}
