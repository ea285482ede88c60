package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.Findings.isPositive;
import static io.exaplan.engine.catalogue.Findings.plain;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * From what a job states to devices and hours. Every result is empty, never a guess, where the catalogue does not know
 * the peak or the memory it rests on.
 */
public final class Sizing {

    /** FLOPs per active parameter and generated token: one multiplication and one addition. */
    public static final double SERVING_FLOPS_PER_PARAMETER_AND_TOKEN = 2;

    private static final double FLOPS_PER_TFLOPS = 1e12;
    private static final double BYTES_PER_GIB = 1024.0 * 1024 * 1024;

    private final SizingAssumptions assumptions;

    public Sizing(SizingAssumptions assumptions) {
        this.assumptions = assumptions;
    }

    /**
     * How long training takes: its FLOPs over devices x peak x MFU, rounded up to a second.
     *
     * @param devices devices that train together, at least 1
     * @return empty when the model's FLOPS are unknown
     */
    public Optional<Duration> trainingDuration(TrainingWork work, AcceleratorModel model, int devices) {
        requireAbove0(devices, "devices", "Training needs at least one device.");
        return model.accountingTflops().stream()
                .mapToObj(peak -> work.flops() / (devices * peak * FLOPS_PER_TFLOPS * work.mfu()))
                .map(seconds -> Duration.ofSeconds((long) Math.ceil(seconds)))
                .findFirst();
    }

    /** FLOPs of one token: about 2 for each active parameter. */
    public double servingFlopsPerToken(ModelProfile profile) {
        return SERVING_FLOPS_PER_PARAMETER_AND_TOKEN * profile.parameters().active();
    }

    /**
     * The fewest devices whose usable memory holds the weights and the key-value cache.
     *
     * @param cachedTokens tokens of context held at once, all requests of a replica together; 0 for weights alone
     * @return empty when the model's memory is unknown
     */
    public OptionalLong leastDevices(ModelProfile profile, AcceleratorModel model, long cachedTokens) {
        requireAtLeast0(cachedTokens);
        var memory = model.memoryGib();
        if (memory.isEmpty()) {
            return OptionalLong.empty();
        }
        var needed = profile.weightBytes() + cachedTokens * profile.kvBytesPerToken();
        var usable = memory.getAsDouble() * BYTES_PER_GIB * assumptions.usableMemoryShare();
        return OptionalLong.of((long) Math.ceil(needed / usable));
    }

    /**
     * The devices of one replica. Within a node their number is rounded up to a power of two, as attention heads are
     * split evenly, or to the whole node; beyond one node a replica takes whole nodes.
     *
     * @param devicesPerNode devices of each node it may run on, at least 1
     * @param cachedTokens tokens of context held at once, all requests of a replica together
     * @return empty when the model's memory is unknown
     */
    public Optional<ReplicaShape> replicaShape(
            ModelProfile profile, AcceleratorModel model, int devicesPerNode, long cachedTokens) {
        requireAbove0(devicesPerNode, "devices per node", "A node has at least one device.");
        return leastDevices(profile, model, cachedTokens).stream()
                .mapToObj(devices -> shape(devices, devicesPerNode))
                .findFirst();
    }

    /**
     * Tokens per second that one replica generates: devices x peak x utilisation over the FLOPs of a token.
     *
     * @return empty when the model's FLOPS are unknown
     */
    public OptionalDouble tokensPerSecond(ModelProfile profile, AcceleratorModel model, ReplicaShape replica) {
        var peak = model.accountingTflops();
        if (peak.isEmpty()) {
            return OptionalDouble.empty();
        }
        var flops = replica.devices() * peak.getAsDouble() * FLOPS_PER_TFLOPS * assumptions.servingUtilisation();
        return OptionalDouble.of(flops / servingFlopsPerToken(profile));
    }

    /**
     * The fewest replicas that generate so many tokens per second, at least one.
     *
     * @param tokensPerSecond rate to be served at once, above 0
     * @return empty when the model's FLOPS are unknown
     */
    public OptionalLong replicas(
            ModelProfile profile, AcceleratorModel model, ReplicaShape replica, double tokensPerSecond) {
        requireAbove0(tokensPerSecond, "tokens per second", "State the rate to be served at the busiest time.");
        var each = tokensPerSecond(profile, model, replica);
        return each.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of((long) Math.ceil(tokensPerSecond / each.getAsDouble()));
    }

    private static ReplicaShape shape(long devices, int devicesPerNode) {
        if (devices > devicesPerNode) {
            return new ReplicaShape(Math.toIntExact(Math.ceilDiv(devices, devicesPerNode)), devicesPerNode);
        }
        var powerOfTwo = Long.highestOneBit(2 * devices - 1);
        return new ReplicaShape(1, (int) Math.min(powerOfTwo, devicesPerNode));
    }

    private static void requireAbove0(double value, String what, String advice) {
        var findings = new Findings("The sizing");
        findings.require(isPositive(value), "", "asks for %s %s.".formatted(plain(value), what), advice);
        findings.throwIfAny();
    }

    private static void requireAtLeast0(long cachedTokens) {
        var findings = new Findings("The sizing");
        findings.require(
                cachedTokens >= 0,
                "",
                "asks for %d cached tokens.".formatted(cachedTokens),
                "State how much context is held at once, 0 for weights alone.");
        findings.throwIfAny();
    }
}
