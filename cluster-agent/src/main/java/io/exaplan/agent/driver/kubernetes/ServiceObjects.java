package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;

/**
 * Words the objects of a service: a Service, which carries the run's marks, and for each node replicas of one worker stand on a
 * Deployment of so many. So replicas come and go on one node while those on the others are not touched. Replicas of several
 * workers are {@link GroupObjects}'; their leaders take the Service's requests.
 */
record ServiceObjects(ApplySettings settings, PodPlacement pods) {

    /** Made first, and of no generation until the Deployments stand: an agent killed between is told again. */
    Service service(RunSpec spec, Map<String, String> lease) {
        int port = Endpoint.of(spec, settings).port();
        int size = WorkerShape.groupSize(spec);
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(RunKeys.name(spec.runId()))
                .withNamespace(settings.namespace())
                .withLabels(RunKeys.labels(spec.runId(), spec.jobId()))
                .addToLabels(RunKeys.KIND, RunKeys.SERVICE)
                .addToAnnotations(RunKeys.GENERATION, "0")
                .addToAnnotations(
                        RunKeys.REPLICAS, Integer.toString(spec.workers().size() / size))
                .addToAnnotations(RunKeys.GROUP_SIZE, Integer.toString(size))
                .addToAnnotations(lease)
                .addToAnnotations("exaplan.io/job-name", spec.jobName())
                .addToAnnotations("exaplan.io/tenant", spec.tenant())
                .endMetadata()
                .withNewSpec()
                .withSelector(Map.of(RunKeys.RUN, spec.runId()))
                .addToSelector(size == 1 ? Map.of() : Map.of(LeaderWorkerSets.WORKER_INDEX, "0"))
                .addNewPort()
                .withName("http")
                .withPort(port)
                .withTargetPort(new IntOrString(port))
                .endPort()
                .endSpec()
                .build();
    }

    /** What the Service owns goes when it goes. */
    static OwnerReference ownedBy(Service owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Service")
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .build();
    }

    /** Owned by the Service, so that nothing is left when it goes. A new pod waits for an old one's devices. */
    Deployment deployment(RunSpec spec, Service owner, NodeFacts node, int replicas) {
        Map<String, String> own = Map.of(RunKeys.RUN, spec.runId(), RunKeys.NODE, RunKeys.shortNode(node.name()));
        DeploymentBuilder deployment = new DeploymentBuilder()
                .withNewMetadata()
                .withName(RunKeys.name(spec.runId()) + "-" + RunKeys.shortNode(node.name()))
                .withNamespace(settings.namespace())
                .withLabels(RunKeys.labels(spec.runId(), spec.jobId()))
                .addToLabels(own)
                .withOwnerReferences(ownedBy(owner))
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withRevisionHistoryLimit(0)
                .withNewSelector()
                .withMatchLabels(own)
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(0))
                .withMaxUnavailable(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withTemplate(template(spec, node, own))
                .endSpec();
        settings.queue()
                .ifPresent(queue -> deployment
                        .editMetadata()
                        .addToLabels(RunKeys.QUEUE, queue)
                        .endMetadata());
        return deployment.build();
    }

    private PodTemplateSpec template(RunSpec spec, NodeFacts node, Map<String, String> own) {
        Endpoint endpoint = Endpoint.of(spec, settings);
        List<EnvVar> variables = List.of(
                WorkerContainer.plain(WorkerContainer.RUN_ID, spec.runId()),
                WorkerContainer.plain("PORT", Integer.toString(endpoint.port())));
        return new PodTemplateSpecBuilder(
                        endpoint.in(pods.template(spec, WorkerShape.of(spec), node, List.of(node.name()), variables)))
                .editMetadata()
                .addToLabels(own)
                .endMetadata()
                .editSpec()
                .withRestartPolicy("Always")
                .endSpec()
                .build();
    }
}
