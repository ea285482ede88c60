package io.exaplan.engine.placement.online;

/** What became of a worker that arrived. */
public sealed interface Decision {

    /**
     * The worker stands on a node.
     *
     * @param node the node's place in the list the placer was made with
     * @param devices its devices, a bit each: bit 0 is the first; none for a worker without devices
     */
    record Placed(int node, long devices) implements Decision {}

    /** No node has room for the worker. */
    record NoRoom() implements Decision {}
}
