package io.exaplan.server.planning;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How replicas agree on who plans.
 *
 * @param lease how long the leadership row holds after a renewal; after a crash nobody plans for that long
 * @param renewal how often the leader renews it
 * @param poll how often a follower looks whether it has run out
 * @param queryTimeout how long a renewal may take before it counts as failed
 * @param enabled whether this replica may lead at all
 */
@ConfigurationProperties("exaplan.planning.leadership")
record LeadershipSettings(
        @DefaultValue("8s") Duration lease,
        @DefaultValue("3s") Duration renewal,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("2s") Duration queryTimeout,
        @DefaultValue("true") boolean enabled) {
    LeadershipSettings {
        if (poll.isNegative() || poll.isZero() || queryTimeout.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "exaplan.planning.leadership: poll is %s and query-timeout %s.\nBoth must be positive, query-timeout at least a second."
                            .formatted(poll, queryTimeout));
        }
        if (renewal.plus(queryTimeout).compareTo(lease) >= 0) {
            throw new IllegalArgumentException(
                    "exaplan.planning.leadership: renewal every %s with a timeout of %s leaves no second chance in a lease of %s.\nMake the lease longer or renew more often."
                            .formatted(renewal, queryTimeout, lease));
        }
    }
}
