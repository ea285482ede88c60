package io.exaplan.contract;

/** Facts of the protocol itself. Versions N and N-1 work together; anything older or newer is refused by name. */
public final class Protocol {

    /** The version this build speaks. */
    public static final int VERSION = 1;

    /** The oldest version this build still understands. */
    public static final int OLDEST = 1;

    /** Path of the exchange that opens a session, relative to the planner's address. */
    public static final String SESSIONS_PATH = "/agent/v1/sessions";

    /** Path of the one idempotent exchange, relative to the planner's address. */
    public static final String SYNC_PATH = "/agent/v1/sync";

    /** Longest time the planner holds a poll open, in milliseconds. */
    public static final long LONGEST_POLL_MILLIS = 20_000;

    private Protocol() {}
}
