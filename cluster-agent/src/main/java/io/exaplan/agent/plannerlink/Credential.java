package io.exaplan.agent.plannerlink;

/**
 * A token to call the planner with.
 *
 * @param token the bearer token
 * @param own whether it is the agent's own, otherwise a join token
 */
public record Credential(String token, boolean own) {

    @Override
    public String toString() {
        return own ? "the agent's own token" : "the join token";
    }
}
