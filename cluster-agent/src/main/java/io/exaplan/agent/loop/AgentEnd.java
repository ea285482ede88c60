package io.exaplan.agent.loop;

/** Why an agent ended. Whatever runs in its cluster goes on in every case. */
public sealed interface AgentEnd {

    /** It was told to. */
    record Stopped() implements AgentEnd {}

    /**
     * A newer agent of the same cluster has taken over.
     *
     * @param detail the planner's word
     */
    record Superseded(String detail) implements AgentEnd {}

    /**
     * The planner will not have it, and waiting would not help.
     *
     * @param detail the planner's word
     */
    record Refused(String detail) implements AgentEnd {}
}
