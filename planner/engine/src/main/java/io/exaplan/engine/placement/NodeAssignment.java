package io.exaplan.engine.placement;

import java.util.List;

/** Where the workers of a run go. */
public sealed interface NodeAssignment {

    /**
     * All of them have a place.
     *
     * @param slots one for each worker, gang by gang
     */
    record Placed(List<WorkerSlot> slots) implements NodeAssignment {
        public Placed {
            slots = List.copyOf(slots);
        }
    }

    /**
     * They do not all fit; none is placed.
     *
     * @param reason the values, for people
     */
    record NoRoom(String reason) implements NodeAssignment {}

    /**
     * The place of one worker.
     *
     * @param gang number of its gang, from 0
     * @param worker number of the worker within the gang, from 0
     * @param node name of the node
     * @param devices indexes of its devices, ascending
     * @param milliPerDevice thousandths it takes of each
     */
    record WorkerSlot(int gang, int worker, String node, List<Integer> devices, int milliPerDevice) {
        public WorkerSlot {
            devices = List.copyOf(devices);
        }
    }
}
