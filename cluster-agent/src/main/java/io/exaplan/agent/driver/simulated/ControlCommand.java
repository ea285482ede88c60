package io.exaplan.agent.driver.simulated;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What somebody outside can do to a world. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ControlCommand.FailNode.class, name = "fail-node"),
    @JsonSubTypes.Type(value = ControlCommand.RestoreNode.class, name = "restore-node"),
    @JsonSubTypes.Type(value = ControlCommand.CordonNode.class, name = "cordon"),
    @JsonSubTypes.Type(value = ControlCommand.UncordonNode.class, name = "uncordon"),
    @JsonSubTypes.Type(value = ControlCommand.FailDevice.class, name = "fail-device"),
    @JsonSubTypes.Type(value = ControlCommand.RestoreDevice.class, name = "restore-device"),
    @JsonSubTypes.Type(value = ControlCommand.FailRun.class, name = "fail-run"),
})
sealed interface ControlCommand {

    /** The node is lost with everything on it, until it is restored. */
    record FailNode(String node) implements ControlCommand {}

    record RestoreNode(String node) implements ControlCommand {}

    record CordonNode(String node) implements ControlCommand {}

    record UncordonNode(String node) implements ControlCommand {}

    /** The device is lost with the runs on it, until it is restored. */
    record FailDevice(String node, int device) implements ControlCommand {}

    record RestoreDevice(String node, int device) implements ControlCommand {}

    /** The run ends at once with this exit code. */
    record FailRun(String runId, int exitCode) implements ControlCommand {}
}
