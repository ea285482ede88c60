package io.exaplan.agent.loop;

import io.exaplan.agent.driver.ClusterDriver;
import io.exaplan.agent.plannerlink.Answer;
import io.exaplan.agent.plannerlink.BackOff;
import io.exaplan.agent.plannerlink.Credential;
import io.exaplan.agent.plannerlink.Credentials;
import io.exaplan.agent.plannerlink.PlannerLink;
import io.exaplan.agent.plannerlink.Refusal;
import io.exaplan.contract.SessionOpened;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent of one cluster: opens sessions and holds each as long as the planner lets it. */
public final class ClusterAgent {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterAgent.class);

    private final AgentIdentity identity;
    private final ClusterDriver driver;
    private final PlannerLink link;
    private final Credentials credentials;
    private final SyncTiming timing;
    private final Trouble trouble;
    private final Heartbeat heartbeat;
    private final Mailbox mailbox;

    /** Nothing happens before {@link #run}. Driver and link stay the caller's, to be closed after the agent has ended. */
    public ClusterAgent(
            AgentIdentity identity,
            ClusterDriver driver,
            PlannerLink link,
            Credentials credentials,
            SyncTiming timing,
            Heartbeat heartbeat,
            RandomGenerator jitter) {
        this.identity = identity;
        this.driver = driver;
        this.link = link;
        this.credentials = credentials;
        this.timing = timing;
        this.heartbeat = heartbeat;
        this.mailbox = new Mailbox(heartbeat);
        this.trouble =
                new Trouble(identity.cluster(), new BackOff(timing.firstBackOff(), timing.longestBackOff(), jitter));
    }

    /** Works until it is stopped, superseded or refused. A silent planner ends nothing. */
    public AgentEnd run() {
        driver.onChange(mailbox::changed);
        while (true) {
            switch (step()) {
                case Step.End end -> {
                    return end.why();
                }
                case Step.Wait wait -> {
                    if (isStoppedWithin(wait.delay())) {
                        return new AgentEnd.Stopped();
                    }
                }
            }
        }
    }

    /** Ends the agent from another thread. */
    public void stop() {
        mailbox.stop();
    }

    private Step step() {
        Optional<Credential> credential = credentials.current();
        if (credential.isEmpty()) {
            return waitFor("There is no token. Create a join token for the cluster and name it in the settings.");
        }
        return switch (link.open(
                identity.openSession(driver.deadMansSwitch()), credential.get().token())) {
            case Answer.Accepted<SessionOpened> accepted -> converse(accepted.message(), credential.get());
            case Answer.Refused<SessionOpened> refused -> refused(refused, credential.get());
            case Answer.Missing<SessionOpened> missing -> waitFor(missing.problem());
        };
    }

    private Step converse(SessionOpened opened, Credential credential) {
        Credential taken = credential;
        if (opened.agentToken() != null) {
            taken = new Credential(opened.agentToken(), true);
            credentials.keep(taken.token());
        }
        trouble.over();
        LOG.info("{}: session {} is open.", identity.cluster(), opened.sessionEpoch());
        driver.follow(opened.clock());
        try (Conversation conversation =
                new Conversation(identity, opened, driver, link, taken, timing, trouble, mailbox, heartbeat)) {
            return switch (conversation.hold()) {
                case STOPPED -> new Step.End(new AgentEnd.Stopped());
                case SUPERSEDED -> new Step.End(new AgentEnd.Superseded(conversation.lastWord()));
                case TOKEN_REFUSED -> {
                    credentials.refused(taken);
                    yield waitFor(conversation.lastWord());
                }
                case NEW_SESSION_NEEDED -> waitFor(conversation.lastWord());
            };
        }
    }

    private Step refused(Answer.Refused<SessionOpened> refused, Credential credential) {
        String problem = "The planner does not take " + credential + ": " + refused.detail();
        return switch (refused.refusal()) {
            case UNAUTHENTICATED -> {
                credentials.refused(credential);
                yield waitFor(problem + " If this goes on, create a new join token for the cluster.");
            }
            case FORBIDDEN -> {
                credentials.refused(credential);
                yield credential.own() ? waitFor(problem) : new Step.End(new AgentEnd.Refused(problem));
            }
            case STALE_SESSION, PROTOCOL_VERSION, INVALID, TOO_LARGE, UNAVAILABLE, OTHER ->
                new Step.Wait(trouble.met(advice(refused.refusal()) + refused.detail(), refused.askedToWait()));
        };
    }

    private static String advice(Refusal refusal) {
        return refusal == Refusal.PROTOCOL_VERSION
                ? "Planner and agent are more than one protocol version apart; upgrade the older of them. "
                : "";
    }

    private Step waitFor(String problem) {
        return new Step.Wait(trouble.met(problem, Optional.empty()));
    }

    /** Waits without a session, so that changes need no attention: the next session reports everything. */
    private boolean isStoppedWithin(Duration delay) {
        long until = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = until - System.nanoTime()) {
            if (mailbox.await(Duration.ofNanos(left)) instanceof Signal.Stop) {
                return true;
            }
        }
        return false;
    }

    private sealed interface Step {
        record Wait(Duration delay) implements Step {}

        record End(AgentEnd why) implements Step {}
    }
}
