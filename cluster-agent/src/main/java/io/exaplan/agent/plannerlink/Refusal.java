package io.exaplan.agent.plannerlink;

import io.exaplan.contract.ProblemTypes;
import org.jspecify.annotations.Nullable;

/** Why the planner refuses an agent. */
public enum Refusal {
    /** A newer session of this cluster exists. */
    STALE_SESSION,
    /** The token is not known (any more). */
    UNAUTHENTICATED,
    /** The token belongs to somebody else. */
    FORBIDDEN,
    /** The planner does not speak this agent's version. */
    PROTOCOL_VERSION,
    /** The planner cannot read the message. */
    INVALID,
    /** The message is larger than the planner takes. */
    TOO_LARGE,
    /** The planner cannot answer at the moment. */
    UNAVAILABLE,
    /** Anything else, a gateway's own errors among it. */
    OTHER;

    /**
     * The kind of a refusal. Only the planner's own word ends a session: a bare 409 of some gateway does not.
     *
     * @param type type of the problem details, absent when there were none
     * @param status the HTTP status
     */
    static Refusal of(@Nullable String type, int status) {
        return switch (type == null ? "" : type) {
            case ProblemTypes.STALE_SESSION -> STALE_SESSION;
            case ProblemTypes.UNAUTHENTICATED -> UNAUTHENTICATED;
            case ProblemTypes.FORBIDDEN -> FORBIDDEN;
            case ProblemTypes.PROTOCOL_VERSION -> PROTOCOL_VERSION;
            case ProblemTypes.INVALID -> INVALID;
            case ProblemTypes.TOO_LARGE -> TOO_LARGE;
            case ProblemTypes.UNAVAILABLE -> UNAVAILABLE;
            default -> ofStatus(status);
        };
    }

    private static Refusal ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 413 -> TOO_LARGE;
            case 429, 502, 503, 504 -> UNAVAILABLE;
            default -> OTHER;
        };
    }
}
