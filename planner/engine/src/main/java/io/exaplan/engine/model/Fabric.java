package io.exaplan.engine.model;

/** How close the workers of a gang must stand; {@code required} decides eligibility, otherwise it is a wish. */
public record Fabric(Domain domain, boolean required) {

    /** Fabric domains from the narrowest to none. */
    public enum Domain {
        HOST,
        RACK,
        BLOCK,
        ANY
    }

    /** No wish. */
    public static Fabric any() {
        return new Fabric(Domain.ANY, false);
    }
}
