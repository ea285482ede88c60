package io.exaplan.agent.driver.simulated;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.exaplan.contract.RunSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened in a world: one line of its journal. Names in the file are stable, fields may be added. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorldEvent.NodeJoined.class, name = "node-joined"),
    @JsonSubTypes.Type(value = WorldEvent.NodeChanged.class, name = "node-changed"),
    @JsonSubTypes.Type(value = WorldEvent.ClockAnchored.class, name = "clock-anchored"),
    @JsonSubTypes.Type(value = WorldEvent.MishapPlanned.class, name = "mishap-planned"),
    @JsonSubTypes.Type(value = WorldEvent.RunCreated.class, name = "run-created"),
    @JsonSubTypes.Type(value = WorldEvent.RunPlaced.class, name = "run-placed"),
    @JsonSubTypes.Type(value = WorldEvent.RunStarted.class, name = "run-started"),
    @JsonSubTypes.Type(value = WorldEvent.RunWanted.class, name = "run-wanted"),
    @JsonSubTypes.Type(value = WorldEvent.RunGrown.class, name = "run-grown"),
    @JsonSubTypes.Type(value = WorldEvent.StopOrdered.class, name = "stop-ordered"),
    @JsonSubTypes.Type(value = WorldEvent.RunEnded.class, name = "run-ended"),
    @JsonSubTypes.Type(value = WorldEvent.EndAcknowledged.class, name = "end-acknowledged"),
    @JsonSubTypes.Type(value = WorldEvent.EndRecalled.class, name = "end-recalled"),
    @JsonSubTypes.Type(value = WorldEvent.OrphansMarked.class, name = "orphans-marked"),
    @JsonSubTypes.Type(value = WorldEvent.ControlRead.class, name = "control-read"),
    @JsonSubTypes.Type(value = WorldEvent.LiveRunKept.class, name = "live-run-kept"),
    @JsonSubTypes.Type(value = WorldEvent.EndedRunKept.class, name = "ended-run-kept"),
})
sealed interface WorldEvent {

    /** Whether the planner would want to hear of it. */
    default boolean concernsThePlanner() {
        return true;
    }

    record NodeJoined(SimulatedNode node, NodeCondition condition) implements WorldEvent {}

    record NodeChanged(String node, NodeCondition condition) implements WorldEvent {}

    record ClockAnchored(PlanAnchor anchor) implements WorldEvent {
        @Override
        public boolean concernsThePlanner() {
            return false;
        }
    }

    /** The next loss of a node is settled, or called off when absent. */
    record MishapPlanned(@Nullable Mishap mishap) implements WorldEvent {
        @Override
        public boolean concernsThePlanner() {
            return false;
        }
    }

    record RunCreated(RunSpec spec, Moment moment) implements WorldEvent {}

    /** Its devices are its own; the workers are up at {@code startsAt} on plan time. */
    record RunPlaced(String runId, Instant startsAt) implements WorldEvent {}

    record RunStarted(String runId, Instant plan, @Nullable RunEnd fate) implements WorldEvent {}

    /** A newer generation is wanted; it takes effect when it fits. */
    record RunWanted(RunSpec spec) implements WorldEvent {}

    /** The wanted generation has taken effect. */
    record RunGrown(String runId, @Nullable RunEnd fate) implements WorldEvent {}

    record StopOrdered(String runId, RunEnd end) implements WorldEvent {}

    record RunEnded(String runId, RunEnd end, Instant wall) implements WorldEvent {}

    record EndAcknowledged(String runId) implements WorldEvent {
        @Override
        public boolean concernsThePlanner() {
            return false;
        }
    }

    /** The planner asks for a run whose end it had acknowledged: the end is reported again. */
    record EndRecalled(String runId) implements WorldEvent {}

    record OrphansMarked(List<String> runIds) implements WorldEvent {
        @Override
        public boolean concernsThePlanner() {
            return false;
        }
    }

    /** Control commands were carried out up to this offset of the control file. */
    record ControlRead(long offset) implements WorldEvent {
        @Override
        public boolean concernsThePlanner() {
            return false;
        }
    }

    /** Compaction's words for a run that lives. */
    record LiveRunKept(LiveRun run) implements WorldEvent {}

    /** Compaction's words for a run that ended. */
    record EndedRunKept(EndedRun run) implements WorldEvent {}
}
