package io.exaplan.agent.driver.simulated;

/** Where a world writes down what happens, before it happens. */
@FunctionalInterface
interface EventLog {

    /** A log that keeps nothing: for looking at what a world would be by now. */
    EventLog NONE = event -> {};

    /**
     * Keeps the event.
     *
     * @throws io.exaplan.agent.driver.DriverFailure when it cannot be kept; then it has not happened
     */
    void append(WorldEvent event);
}
