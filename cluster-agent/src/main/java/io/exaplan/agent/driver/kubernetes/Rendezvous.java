package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables by which workers find each other: PyTorch's own and those of its launcher. Ranks come from the pod. */
final class Rendezvous {

    static final int PORT = 29500;

    private Rendezvous() {}

    static Map<String, String> variables(RunSpec spec, WorkerShape shape, String namespace) {
        String name = RunKeys.name(spec.runId());
        String first = name + "-0." + name + "." + namespace;
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("EXAPLAN_RUN_ID", spec.runId());
        variables.put("MASTER_ADDR", first);
        variables.put("MASTER_PORT", Integer.toString(PORT));
        variables.put("WORLD_SIZE", Integer.toString(shape.workers()));
        variables.put("PET_MASTER_ADDR", first);
        variables.put("PET_MASTER_PORT", Integer.toString(PORT));
        variables.put("PET_NNODES", Integer.toString(shape.workers()));
        variables.put("PET_NPROC_PER_NODE", Integer.toString(shape.devices()));
        return variables;
    }
}
