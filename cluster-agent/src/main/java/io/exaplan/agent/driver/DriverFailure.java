package io.exaplan.agent.driver;

/** The cluster cannot be reached or driven. The message says why and what to do. */
public final class DriverFailure extends RuntimeException {

    public DriverFailure(String message) {
        super(message);
    }

    public DriverFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
