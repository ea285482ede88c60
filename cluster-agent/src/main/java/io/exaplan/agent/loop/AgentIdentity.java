package io.exaplan.agent.loop;

import io.exaplan.contract.OpenSession;
import io.exaplan.contract.OperatorOffer;
import io.exaplan.contract.Protocol;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who an agent is and what it stands for.
 *
 * @param cluster name of its cluster
 * @param agentVersion its release
 * @param instance random name of this process
 * @param operatorOffer what the operator lends to the plan, absent for everything
 */
public record AgentIdentity(
        String cluster,
        String agentVersion,
        String instance,
        @Nullable OperatorOffer operatorOffer) {

    OpenSession openSession(Optional<Duration> deadMansSwitch) {
        return new OpenSession(
                Protocol.VERSION,
                cluster,
                agentVersion,
                instance,
                deadMansSwitch.map(Duration::toSeconds).orElse(null));
    }

    Optional<OperatorOffer> offer() {
        return Optional.ofNullable(operatorOffer);
    }
}
