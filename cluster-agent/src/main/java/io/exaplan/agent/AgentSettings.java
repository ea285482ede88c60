package io.exaplan.agent;

import io.exaplan.agent.driver.kubernetes.KubernetesSettings;
import io.exaplan.agent.driver.simulated.SimulatedClusterSettings;
import io.exaplan.agent.loop.SyncTiming;
import io.exaplan.agent.plannerlink.LinkLimits;
import io.exaplan.agent.plannerlink.PlannerAddress;
import io.exaplan.agent.settings.Fields;
import io.exaplan.agent.settings.SettingsFile;
import io.exaplan.contract.OperatorOffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one agent.
 *
 * @param cluster name of its cluster
 * @param planner where the planner is
 * @param limits how long and how much the link bears
 * @param timing when the agent calls
 * @param joinToken the token that lets it in the first time
 * @param stateDirectory where it keeps its own token
 * @param heartbeatDirectory where it shows that it works, absent when nobody looks
 * @param offer what the operator lends to the plan, absent for everything
 * @param driver what stands behind the port
 */
record AgentSettings(
        String cluster,
        PlannerAddress planner,
        LinkLimits limits,
        SyncTiming timing,
        JoinToken joinToken,
        Path stateDirectory,
        Optional<Path> heartbeatDirectory,
        @Nullable OperatorOffer offer,
        DriverSettings driver) {

    private static final String SIMULATED = "simulated";
    private static final String KUBERNETES = "kubernetes";
    private static final String HEARTBEAT = "heartbeatDirectory";

    /** The drivers there are. */
    sealed interface DriverSettings {

        /** A simulated cluster. */
        record Simulated(SimulatedClusterSettings settings) implements DriverSettings {}

        /** A Kubernetes cluster. */
        record Kubernetes(KubernetesSettings settings) implements DriverSettings {}
    }

    /**
     * Reads a file for one agent, or for several: {@code agents} is a list of blocks, each laid over the block
     * {@code defaults}.
     *
     * @throws io.exaplan.agent.settings.InvalidSettings naming every wrong field
     */
    static List<AgentSettings> readAll(Path file) {
        return SettingsFile.read(
                file, top -> top.has("agents") ? distinct(top.blocksOver("defaults", "agents")) : List.of(read(top)));
    }

    private static List<AgentSettings> distinct(List<Fields> blocks) {
        for (String field : List.of("stateDirectory", HEARTBEAT)) {
            Set<Path> directories = new HashSet<>();
            for (Fields block : blocks) {
                block.path(field)
                        .filter(directory -> !directories.add(directory))
                        .ifPresent(taken -> block.complain(field, "a directory that no other agent has"));
            }
        }
        return blocks.stream().map(AgentSettings::read).toList();
    }

    private static AgentSettings read(Fields fields) {
        Fields sync = fields.block("sync");
        return new AgentSettings(
                fields.text("cluster", "the cluster's name, as the planner knows it"),
                PlannerAddress.read(fields.block("planner")),
                LinkLimits.read(sync),
                SyncTiming.read(sync),
                JoinToken.read(fields),
                fields.required(
                        "stateDirectory",
                        fields.path("stateDirectory"),
                        "the folder to keep the agent's own token in",
                        Path.of(".")),
                fields.path(HEARTBEAT),
                OfferSettings.read(fields),
                driver(fields));
    }

    private static DriverSettings driver(Fields fields) {
        String driver = fields.optionalText("driver").orElse(SIMULATED);
        if (driver.equals(KUBERNETES)) {
            return new DriverSettings.Kubernetes(KubernetesSettings.read(fields.block(KUBERNETES)));
        }
        if (!driver.equals(SIMULATED)) {
            fields.complain("driver", "simulated or kubernetes");
        }
        return new DriverSettings.Simulated(SimulatedClusterSettings.read(fields.block(SIMULATED)));
    }
}
