package io.exaplan.contract;

/** Tokens of {@link RunReport#reason()}. The list may grow with every release; a reader passes on what it does not know. */
public final class RunReasons {

    /** SUCCEEDED: every worker ended with exit code 0. */
    public static final String COMPLETED = "Completed";

    /** FAILED: a worker ended with another exit code. */
    public static final String EXIT_CODE = "ExitCode";

    /** FAILED: a node with a worker of the run was lost. */
    public static final String NODE_LOST = "NodeLost";

    /** FAILED: a device of the run was lost. */
    public static final String DEVICE_LOST = "DeviceLost";

    /** FAILED: the cluster ended it at its maximum duration. */
    public static final String MAX_DURATION_EXCEEDED = "MaxDurationExceeded";

    /** FAILED: its lease ran out while the planner was silent, and the dead-man's switch ended it. */
    public static final String LEASE_EXPIRED = "LeaseExpired";

    /** STARTING: its devices, CPU or memory are not free, or its node takes no work. It starts when they are. */
    public static final String UNSCHEDULABLE = "Unschedulable";

    /** STOPPED: ended by an order. */
    public static final String STOPPED_BY_ORDER = "StoppedByOrder";

    /** STOPPED: ordered to end, and this cluster never held it. */
    public static final String NEVER_HELD = "NeverHeld";

    /** UNSUPPORTED: the order cannot be carried out as it stands; the message says what to change. */
    public static final String UNSUPPORTED = "Unsupported";

    private RunReasons() {}
}
