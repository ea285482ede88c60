package io.exaplan.engine.catalogue;

/**
 * The devices one replica of a served model needs: a gang of its own.
 *
 * @param workers nodes it spans
 * @param devicesPerWorker devices it takes on each of them
 */
public record ReplicaShape(int workers, int devicesPerWorker) {

    public ReplicaShape {
        var findings = new Findings("The replica");
        findings.require(
                workers > 0 && devicesPerWorker > 0,
                "",
                "has %d workers of %d devices.".formatted(workers, devicesPerWorker),
                "A replica needs at least one of each.");
        findings.throwIfAny();
    }

    public int devices() {
        return Math.multiplyExact(workers, devicesPerWorker);
    }

    /** Whether one replica needs more than one node. */
    public boolean spansNodes() {
        return workers > 1;
    }
}
