package io.exaplan.contract;

/** Stable {@code type} values of the problem details (RFC 9457) with which the planner refuses an agent. */
public final class ProblemTypes {

    /** 401: the bearer token is missing, unknown, expired or revoked. */
    public static final String UNAUTHENTICATED = "urn:exaplan:problem:unauthenticated";

    /** 403: the token belongs to another cluster or to no agent. */
    public static final String FORBIDDEN = "urn:exaplan:problem:forbidden";

    /** 409: a newer session of this cluster exists; this agent must stop applying. */
    public static final String STALE_SESSION = "urn:exaplan:problem:stale-session";

    /** 400: the planner does not speak the agent's protocol version. */
    public static final String PROTOCOL_VERSION = "urn:exaplan:problem:protocol-version";

    /** 400: the body is not valid; {@code errors} names every field. */
    public static final String INVALID = "urn:exaplan:problem:invalid";

    /** 413: the body is larger than the planner's configured limit. */
    public static final String TOO_LARGE = "urn:exaplan:problem:too-large";

    /** 503: no leader answers at the moment; try again after the stated delay. */
    public static final String UNAVAILABLE = "urn:exaplan:problem:unavailable";

    private ProblemTypes() {}
}
