package io.exaplan.engine.catalogue;

import java.util.List;

/** Model profiles for tests. */
final class ModelProfileBuilder {

    private static final Provenance PUBLISHED = new Provenance("model card", Confidence.DATASHEET, "");

    private final String key;
    private ParameterCount parameters = ParameterCount.dense(8_000_000_000L);
    private double bytesPerParameter = 2;
    private KeyValueCache keyValueCache = KeyValueCache.grouped(32, 8, 128, 2);
    private double trainingMfu = 0.4;
    private List<String> aliases = List.of();

    private ModelProfileBuilder(String key) {
        this.key = key;
    }

    static ModelProfileBuilder aModelProfile(String key) {
        return new ModelProfileBuilder(key);
    }

    /** 671 billion FP8 parameters, 37 billion active; latent attention of 576 values in 61 layers. */
    static ModelProfile deepSeekV3() {
        return aModelProfile("deepseek-v3")
                .parameters(671_000_000_000L, 37_000_000_000L)
                .bytesPerParameter(1)
                .keyValueCache(new KeyValueCache(61, 576, 2))
                .trainingMfu(0.346)
                .build();
    }

    ModelProfileBuilder parameters(long total, long active) {
        parameters = new ParameterCount(total, active);
        return this;
    }

    ModelProfileBuilder bytesPerParameter(double bytes) {
        bytesPerParameter = bytes;
        return this;
    }

    ModelProfileBuilder keyValueCache(KeyValueCache cache) {
        keyValueCache = cache;
        return this;
    }

    ModelProfileBuilder trainingMfu(double mfu) {
        trainingMfu = mfu;
        return this;
    }

    ModelProfileBuilder aliases(String... names) {
        aliases = List.of(names);
        return this;
    }

    ModelProfile build() {
        var family = new ModelFamily("family", trainingMfu, PUBLISHED);
        return new ModelProfile(key, key, aliases, family, parameters, bytesPerParameter, keyValueCache, PUBLISHED);
    }
}
