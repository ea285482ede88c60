package io.exaplan.server.dispatch;

import io.exaplan.contract.Protocol;
import io.exaplan.contract.SessionOpened;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.inventory.AgentRefusals;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What agents call. Their protocol has a specification of its own and is no part of the API's. */
@Hidden
@RestController
class AgentController {
    private final AgentBodies bodies;
    private final ExchangeReader reader;
    private final JoinDesk joins;
    private final SyncService sync;
    private final AgentRefusals refusals;
    private final Timer taking;

    AgentController(
            AgentBodies bodies,
            ExchangeReader reader,
            JoinDesk joins,
            SyncService sync,
            AgentRefusals refusals,
            MeterRegistry metrics) {
        this.bodies = bodies;
        this.reader = reader;
        this.joins = joins;
        this.sync = sync;
        this.refusals = refusals;
        this.taking = Timer.builder("exaplan.sync")
                .description("Time to take in what an agent says, waiting for orders not counted")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(metrics);
    }

    @PostMapping(Protocol.SESSIONS_PATH)
    @Allowed({Role.JOIN, Role.AGENT})
    SessionOpened openSession(Caller caller, HttpServletRequest request) {
        return joins.open(caller, reader.session(bodies.read(request)));
    }

    @PostMapping(Protocol.SYNC_PATH)
    @Allowed(Role.AGENT)
    SyncResponse sync(Caller caller, HttpServletRequest request) throws InterruptedException {
        Timer.Sample sample = Timer.start();
        SyncService.Taken taken;
        try {
            taken = sync.take(clusterOf(caller), reader.exchange(bodies.read(request)));
            joins.usedBy(caller, taken);
        } catch (Problem problem) {
            refusals.refused(clusterOf(caller), problem);
            throw problem;
        } finally {
            sample.stop(taking);
        }
        return sync.answer(taken);
    }

    static int clusterOf(Caller caller) {
        return Objects.requireNonNull(caller.clusterId(), "a token of this role names a cluster");
    }
}
