package io.exaplan.engine.book;

/** Why a job waits, as people and programs read it. */
public enum Condition {
    MISCONFIGURED("Misconfigured"),
    NO_MATCHING_ACCELERATOR("NoMatchingAccelerator"),
    EXCEEDS_MAX_QUOTA("ExceedsMaxQuota"),
    WAITING_FOR_QUOTA("WaitingForQuota"),
    BUDGET_EXHAUSTED("BudgetExhausted"),
    WAITING_FOR_CAPACITY("WaitingForCapacity"),
    TOPOLOGY_PLACEMENT_FAILED("TopologyPlacementFailed"),
    WAITING_FOR_RESERVATION_WINDOW("WaitingForReservationWindow"),
    WAITING_FOR_PREEMPTED_WORKLOADS("WaitingForPreemptedWorkloads"),

    /** It was submitted not to start before a time that is still to come. */
    WAITING_FOR_EARLIEST_START("WaitingForEarliestStart"),

    /** There is room by now, and the plan has it start later. */
    WAITING_FOR_PLANNED_START("WaitingForPlannedStart"),
    CAPACITY_STALE("CapacityStale"),
    SUSPENDED("Suspended"),
    PENDING_EVALUATION("PendingEvaluation");

    private final String token;

    Condition(String token) {
        this.token = token;
    }

    /** The machine-readable reason. */
    public String token() {
        return token;
    }
}
