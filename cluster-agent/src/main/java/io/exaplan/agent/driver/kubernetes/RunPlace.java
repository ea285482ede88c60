package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;

/** What makes the objects of runs in one namespace. */
record RunPlace(
        RunObjects objects, ServiceObjects serviceObjects, Serving serving, LeaderWorkerSets sets, Groups groups) {

    static RunPlace of(KubernetesClient client, ApplySettings settings, PodPlacement pods) {
        GangPods gangs = new GangPods(pods);
        ServiceObjects services = new ServiceObjects(settings, pods);
        LeaderWorkerSets sets = new LeaderWorkerSets(client, settings.namespace());
        return new RunPlace(
                new RunObjects(settings, gangs),
                services,
                new Serving(client, settings.namespace(), services),
                sets,
                new Groups(sets, new GroupObjects(settings, gangs)));
    }
}
