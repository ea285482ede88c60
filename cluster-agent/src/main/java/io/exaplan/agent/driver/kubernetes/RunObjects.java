package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Map;

/** Words the objects of a training run: an indexed Job of equal workers, and the headless Service by which they meet. */
record RunObjects(ApplySettings settings, GangPods pods) {

    /** Gives every worker a host name of its own: {@code <job>-<index>.<service>}. */
    Service service(RunSpec spec) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(RunKeys.name(spec.runId()))
                .withNamespace(settings.namespace())
                .withLabels(RunKeys.labels(spec.runId(), spec.jobId()))
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(Map.of(RunKeys.RUN, spec.runId()))
                .addNewPort()
                .withName("rendezvous")
                .withPort(Rendezvous.PORT)
                .endPort()
                .endSpec()
                .build();
    }

    /** One attempt: the first worker that fails fails the Job, and Kubernetes ends the others. */
    Job job(RunSpec spec, NodeFacts node, Map<String, String> lease) {
        WorkerShape shape = WorkerShape.of(spec);
        JobBuilder job = new JobBuilder()
                .withNewMetadata()
                .withName(RunKeys.name(spec.runId()))
                .withNamespace(settings.namespace())
                .withLabels(RunKeys.labels(spec.runId(), spec.jobId()))
                .addToAnnotations(RunKeys.GENERATION, Integer.toString(spec.generation()))
                .addToAnnotations(lease)
                .addToAnnotations("exaplan.io/job-name", spec.jobName())
                .addToAnnotations("exaplan.io/tenant", spec.tenant())
                .endMetadata()
                .withNewSpec()
                .withCompletionMode("Indexed")
                .withCompletions(shape.workers())
                .withParallelism(shape.workers())
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(spec.maxSeconds())
                .withTemplate(template(spec, shape, node))
                .endSpec();
        settings.queue()
                .ifPresent(queue -> job.editMetadata()
                        .addToLabels(RunKeys.QUEUE, queue)
                        .endMetadata()
                        .editSpec()
                        .withSuspend(true)
                        .endSpec());
        return job.build();
    }

    private PodTemplateSpec template(RunSpec spec, WorkerShape shape, NodeFacts node) {
        String name = RunKeys.name(spec.runId());
        List<EnvVar> variables = Rendezvous.variables(
                spec.runId(), name + "-0." + name + "." + settings.namespace(), shape, Rendezvous.JOB_INDEX);
        return new PodTemplateSpecBuilder(pods.template(spec, node, variables, Map.of(RunKeys.RUN, spec.runId())))
                .editSpec()
                .withRestartPolicy("Never")
                .withSubdomain(name)
                .endSpec()
                .build();
    }
}
