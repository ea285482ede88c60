package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;

/** The variables by which workers find each other: PyTorch's own and those of its launcher. Ranks come from the pod. */
final class Rendezvous {

    static final int PORT = 29500;

    private static final String INDEX = "metadata.annotations['batch.kubernetes.io/job-completion-index']";

    private Rendezvous() {}

    static List<EnvVar> variables(RunSpec spec, WorkerShape shape, String namespace) {
        String name = RunKeys.name(spec.runId());
        String first = name + "-0." + name + "." + namespace;
        List<EnvVar> variables = new ArrayList<>();
        variables.add(WorkerContainer.plain(WorkerContainer.RUN_ID, spec.runId()));
        variables.add(WorkerContainer.plain("MASTER_ADDR", first));
        variables.add(WorkerContainer.plain("MASTER_PORT", Integer.toString(PORT)));
        variables.add(WorkerContainer.plain("WORLD_SIZE", Integer.toString(shape.workers())));
        variables.add(WorkerContainer.plain("PET_MASTER_ADDR", first));
        variables.add(WorkerContainer.plain("PET_MASTER_PORT", Integer.toString(PORT)));
        variables.add(WorkerContainer.plain("PET_NNODES", Integer.toString(shape.workers())));
        variables.add(WorkerContainer.plain("PET_NPROC_PER_NODE", Integer.toString(shape.devices())));
        for (String rank : List.of("RANK", "PET_NODE_RANK")) {
            variables.add(new EnvVarBuilder()
                    .withName(rank)
                    .withNewValueFrom()
                    .withNewFieldRef("v1", INDEX)
                    .endValueFrom()
                    .build());
        }
        return variables;
    }
}
