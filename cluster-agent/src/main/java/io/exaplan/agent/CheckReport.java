package io.exaplan.agent;

import io.exaplan.agent.AgentSettings.DriverSettings;
import io.exaplan.agent.driver.ClusterDriver;
import io.exaplan.agent.driver.kubernetes.KubernetesCluster;
import io.exaplan.agent.driver.simulated.SimulatedCluster;
import io.exaplan.agent.plannerlink.ProtocolJson;
import io.exaplan.agent.report.Observation;
import io.exaplan.agent.report.Reporter;
import io.exaplan.contract.Inventory;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunState;
import io.exaplan.contract.SyncRequest;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an agent would report now. Opens no session, so it disturbs no running agent. */
record CheckReport(Clock wallClock, PrintWriter out) {

    private static final String ROW = "  %-24s %6s %8s %7s %9s %9s%n";

    void print(AgentSettings settings, boolean asJson) {
        SyncRequest request = request(settings);
        if (asJson) {
            out.println(ProtocolJson.mapper().writeValueAsString(request));
        } else {
            printTable(
                    settings, request, Optional.ofNullable(request.inventory()).orElse(new Inventory(List.of())));
        }
        out.flush();
    }

    private SyncRequest request(AgentSettings settings) {
        try (ClusterDriver driver = look(settings.driver())) {
            Observation observation = new Observation(driver.inventory(), driver.runs(), driver.usage());
            Reporter reporter =
                    new Reporter(settings.cluster(), AgentVersion.current(), Optional.ofNullable(settings.offer()), 0);
            return reporter.next(observation, Optional.empty(), Duration.ZERO, List.of());
        }
    }

    private ClusterDriver look(DriverSettings settings) {
        return switch (settings) {
            case DriverSettings.Simulated simulated -> SimulatedCluster.look(simulated.settings(), wallClock);
            case DriverSettings.Kubernetes kubernetes -> KubernetesCluster.open(kubernetes.settings());
        };
    }

    private void printTable(AgentSettings settings, SyncRequest request, Inventory inventory) {
        out.printf(
                "Cluster %s would report to %s:%n",
                settings.cluster(), settings.planner().url());
        out.printf(ROW, "model", "nodes", "devices", "ready", "cordoned", "unhealthy");
        Map<String, List<NodeReport>> byModel = inventory.nodes().stream()
                .collect(Collectors.groupingBy(NodeReport::acceleratorModel, TreeMap::new, Collectors.toList()));
        byModel.forEach((model, nodes) -> out.printf(
                ROW,
                model,
                nodes.size(),
                nodes.stream().mapToInt(NodeReport::nominalDevices).sum(),
                nodes.stream().filter(NodeReport::ready).count(),
                nodes.stream().filter(NodeReport::cordoned).count(),
                nodes.stream().mapToInt(node -> node.unhealthyDevices().size()).sum()));
        Map<RunState, Long> byState = request.runs().stream()
                .collect(Collectors.groupingBy(
                        RunReport::state, () -> new EnumMap<>(RunState.class), Collectors.counting()));
        out.printf("  runs: %s%n", byState.isEmpty() ? "none" : byState);
        out.printf("  offer: %s%n", settings.offer() == null ? "everything, always, to everybody" : settings.offer());
        out.printf("  utilisation: %d nodes%n", request.usage().size());
        out.printf("  inventory digest: %s%n", request.inventoryDigest());
    }
}
