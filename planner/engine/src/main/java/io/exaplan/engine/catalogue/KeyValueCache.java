package io.exaplan.engine.catalogue;

/**
 * What attention keeps of each token.
 *
 * @param layers layers that keep it
 * @param valuesPerLayer numbers kept per token and layer: keys and values, 2 x heads x head dimension, for grouped
 *     heads; rank and rotary dimension together for multi-head latent attention
 * @param bytesPerValue bytes of each number, 2 for FP16 and BF16
 */
public record KeyValueCache(int layers, int valuesPerLayer, double bytesPerValue) {

    /** Grouped-query attention: a key and a value for every key-value head. */
    public static KeyValueCache grouped(int layers, int keyValueHeads, int headDimension, double bytesPerValue) {
        return new KeyValueCache(layers, 2 * keyValueHeads * headDimension, bytesPerValue);
    }

    /** Bytes of one token over all layers. */
    public double bytesPerToken() {
        return (double) layers * valuesPerLayer * bytesPerValue;
    }

    void check(Findings findings) {
        findings.require(
                layers > 0,
                "keyValueCache/layers",
                "states %d layers.".formatted(layers),
                "State how many layers keep keys and values, above 0.");
        findings.require(
                valuesPerLayer > 0,
                "keyValueCache/valuesPerLayer",
                "states %d values per token and layer.".formatted(valuesPerLayer),
                "State 2 x key-value heads x head dimension, above 0.");
        findings.require(
                Findings.isPositive(bytesPerValue),
                "keyValueCache/bytesPerValue",
                "states %s bytes per cached value.".formatted(Findings.plain(bytesPerValue)),
                "State 2 for FP16 and BF16, 1 for FP8.");
    }
}
