package io.exaplan.engine.model;

import java.util.Arrays;
import java.util.List;

/** How close the workers of a gang must stand; {@code required} decides eligibility, otherwise it is a wish. */
public record Fabric(Domain domain, boolean required) {

    /** Fabric domains from the narrowest to none. */
    public enum Domain {
        HOST,
        RACK,
        BLOCK,
        ANY
    }

    /** The kinds of domain a gang may stand in, the one it wishes for first. */
    public List<Domain> acceptable() {
        return required
                ? List.of(domain)
                : Arrays.stream(Domain.values())
                        .filter(wider -> wider.compareTo(domain) >= 0)
                        .toList();
    }

    /** No wish. */
    public static Fabric any() {
        return new Fabric(Domain.ANY, false);
    }
}
