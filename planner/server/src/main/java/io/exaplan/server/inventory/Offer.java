package io.exaplan.server.inventory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator lends to the plan, as the agent passed it on.
 *
 * @param nodes names of the offered nodes; null means all
 * @param tenants names of the tenants it is offered to; null means all
 * @param hours windows of every day in the city's zone; null means always
 */
public record Offer(
        @Nullable List<String> nodes,
        @Nullable List<String> tenants,
        @Nullable List<OfferedHours> hours) {
    /** Everything, to everybody, always. */
    public static final Offer ALL = new Offer(null, null, null);

    /** What somebody sees of what is lent to others alone. */
    static final Offer NOTHING = new Offer(List.of(), List.of(), null);

    /**
     * A window of every day in the city's zone.
     *
     * @param from minutes after midnight, 0 to 1439
     * @param until minutes after midnight, later than {@code from}, up to 1440
     */
    public record OfferedHours(int from, int until) {
        public OfferedHours {
            if (from < 0 || until <= from || until > 24 * 60) {
                throw new IllegalArgumentException(
                        "The window from minute %d until %d is none of a day's 0 to 1440.\nMaybe write one over midnight as two."
                                .formatted(from, until));
            }
        }
    }

    public Offer {
        nodes = nodes == null ? null : List.copyOf(nodes);
        tenants = tenants == null ? null : List.copyOf(tenants);
        hours = hours == null ? null : List.copyOf(hours);
    }

    /** What of it cannot be honoured as stated; shown to the cluster's admins. */
    List<String> problems(List<String> knownNodes, List<String> knownTenants) {
        List<String> problems = new ArrayList<>();
        unknown(nodes, knownNodes)
                .forEach(node -> problems.add("The offered node (%s) is not in the inventory; it is not used."
                        .formatted(Plausibility.readable(node))));
        unknown(tenants, knownTenants)
                .forEach(tenant -> problems.add("The tenant (%s) it is offered to is unknown; nobody gets its part."
                        .formatted(Plausibility.readable(tenant))));
        return problems;
    }

    private static List<String> unknown(@Nullable List<String> named, List<String> known) {
        if (named == null) {
            return List.of();
        }
        var names = new HashSet<>(known);
        return named.stream().filter(name -> !names.contains(name)).limit(20).toList();
    }
}
