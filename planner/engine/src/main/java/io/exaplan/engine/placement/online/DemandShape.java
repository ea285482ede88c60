package io.exaplan.engine.placement.online;

/** What decides a worker's loss of value on a node: not its memory, nor the models that will do. */
record DemandShape(int cpuMilli, int devices, int deviceMilli) {

    static DemandShape of(WorkerDemand demand) {
        return new DemandShape(demand.cpuMilli(), demand.devices(), demand.deviceMilli());
    }

    int milli() {
        return devices * deviceMilli;
    }
}
