package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;

/** The variables by which workers find each other: PyTorch's own and those of its launcher. Ranks come from the pod. */
final class Rendezvous {

    static final int PORT = 29500;

    /** Where a pod of an indexed Job has its rank. */
    static final String JOB_INDEX = "metadata.annotations['batch.kubernetes.io/job-completion-index']";

    /** Where a pod of a LeaderWorkerSet has its rank. */
    static final String GROUP_INDEX = "metadata.labels['" + LeaderWorkerSets.WORKER_INDEX + "']";

    private Rendezvous() {}

    /**
     * What each worker of a gang is told.
     *
     * @param first host name of the first of them
     * @param rank field of the pod that says which of them it is
     */
    static List<EnvVar> variables(String runId, String first, WorkerShape shape, String rank) {
        List<EnvVar> variables = new ArrayList<>();
        variables.add(WorkerContainer.plain(WorkerContainer.RUN_ID, runId));
        variables.add(WorkerContainer.plain("MASTER_ADDR", first));
        variables.add(WorkerContainer.plain("MASTER_PORT", Integer.toString(PORT)));
        variables.add(WorkerContainer.plain("WORLD_SIZE", Integer.toString(shape.workers())));
        variables.add(WorkerContainer.plain("PET_MASTER_ADDR", first));
        variables.add(WorkerContainer.plain("PET_MASTER_PORT", Integer.toString(PORT)));
        variables.add(WorkerContainer.plain("PET_NNODES", Integer.toString(shape.workers())));
        variables.add(WorkerContainer.plain("PET_NPROC_PER_NODE", Integer.toString(shape.devices())));
        for (String name : List.of("RANK", "PET_NODE_RANK")) {
            variables.add(new EnvVarBuilder()
                    .withName(name)
                    .withNewValueFrom()
                    .withNewFieldRef("v1", rank)
                    .endValueFrom()
                    .build());
        }
        return variables;
    }
}
