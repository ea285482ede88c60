package io.exaplan.agent.loop;

import io.exaplan.agent.apply.OrdersApplier;
import io.exaplan.agent.driver.ClusterDriver;
import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.loop.Signal.Attempt;
import io.exaplan.agent.plannerlink.Answer;
import io.exaplan.agent.plannerlink.Credential;
import io.exaplan.agent.plannerlink.PlannerLink;
import io.exaplan.agent.report.Observation;
import io.exaplan.agent.report.Reporter;
import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.QuarantinedNode;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.SessionOpened;
import io.exaplan.contract.SyncRequest;
import io.exaplan.contract.SyncResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exchanges of one session. One thread decides, each request waits on a thread of its own, and so do the orders. */
final class Conversation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** Why a session ended. */
    enum End {
        STOPPED,
        SUPERSEDED,
        TOKEN_REFUSED,
        NEW_SESSION_NEEDED
    }

    private final AgentIdentity identity;
    private final SessionOpened session;
    private final ClusterDriver driver;
    private final PlannerLink link;
    private final Credential credential;
    private final SyncTiming timing;
    private final Trouble trouble;
    private final Mailbox mailbox;
    private final Heartbeat heartbeat;
    private final Reporter reporter;
    private final OrdersApplier applier;
    private final OrdersAtWork orders;
    private final LogAnswers logs;
    private final Pacing pacing;
    private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();
    private Duration longestPoll;
    private List<QuarantinedNode> quarantined = List.of();
    private String lastWord = "";

    Conversation(
            AgentIdentity identity,
            SessionOpened session,
            ClusterDriver driver,
            PlannerLink link,
            Credential credential,
            SyncTiming timing,
            Trouble trouble,
            Mailbox mailbox,
            Heartbeat heartbeat) {
        this.identity = identity;
        this.session = session;
        this.driver = driver;
        this.link = link;
        this.credential = credential;
        this.timing = timing;
        this.trouble = trouble;
        this.mailbox = mailbox;
        this.heartbeat = heartbeat;
        this.reporter =
                new Reporter(identity.cluster(), identity.agentVersion(), identity.offer(), session.sessionEpoch());
        this.applier = new OrdersApplier(driver, session.databaseId());
        this.orders = new OrdersAtWork(session.sessionEpoch(), driver, applier, mailbox);
        this.logs = new LogAnswers(driver, mailbox::changed);
        this.pacing = new Pacing(timing, System.nanoTime());
        this.longestPoll = timing.poll();
    }

    /** Holds the session until it ends. */
    End hold() {
        while (true) {
            if (pacing.mustSend(System.nanoTime())) {
                send();
            }
            Optional<End> end = switch (mailbox.await(untilNextSend())) {
                case Signal.Stop stop -> Optional.of(End.STOPPED);
                case Signal.Time time -> Optional.empty();
                case Signal.Changed changed -> {
                    pacing.news(System.nanoTime());
                    yield Optional.empty();
                }
                case Signal.Answered answered ->
                    isOurs(answered.request().sessionEpoch()) ? hear(answered) : Optional.empty();
                case Signal.Applied applied -> {
                    if (isOurs(applied.sessionEpoch())) {
                        ordersEnded(applied.attempt());
                    }
                    yield Optional.empty();
                }
            };
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    /** What the planner, or the network, said when the session ended. */
    String lastWord() {
        return lastWord;
    }

    @Override
    public void close() {
        underWay.forEach(Thread::interrupt);
        orders.close();
    }

    private Duration untilNextSend() {
        OptionalLong next = pacing.nextSend();
        return next.isPresent() ? Duration.ofNanos(next.getAsLong() - System.nanoTime()) : Duration.ofHours(1);
    }

    private void send() {
        long now = System.nanoTime();
        try {
            // Orders first: what is said to be carried out must be in the runs that are told with it.
            Optional<OrdersSeen> seen = applier.seen();
            SyncRequest request = reporter.next(observe(), seen, longestPoll, logs.ready());
            pacing.sent(now);
            Thread.ofVirtual().name("sync " + identity.cluster()).start(() -> exchange(request));
        } catch (DriverFailure failure) {
            pacing.backOff(now, trouble.met(String.valueOf(failure.getMessage()), Optional.empty()));
        }
    }

    private void exchange(SyncRequest request) {
        underWay.add(Thread.currentThread());
        long sentNanos = System.nanoTime();
        try {
            mailbox.post(new Signal.Answered(request, link.sync(request, credential.token()), sentNanos));
        } finally {
            underWay.remove(Thread.currentThread());
        }
    }

    private Observation observe() {
        // Runs first: what took a run away must be in the inventory that is told with it.
        List<RunReport> runs = applier.remarkOn(driver.runs());
        return new Observation(driver.inventory(), runs, driver.usage());
    }

    /** An answer to a request of an earlier session may still come in. */
    private boolean isOurs(long sessionEpoch) {
        return sessionEpoch == session.sessionEpoch();
    }

    private Optional<End> hear(Signal.Answered answered) {
        return switch (answered.answer()) {
            case Answer.Accepted<SyncResponse> accepted -> {
                heartbeat.answered();
                pacing.answered(System.nanoTime());
                trouble.over();
                take(answered.request(), accepted.message(), answered.sentNanos());
                yield Optional.empty();
            }
            case Answer.Refused<SyncResponse> refused -> refused(answered.request(), refused);
            case Answer.Missing<SyncResponse> missing -> {
                failed(answered.request(), missing.problem(), Optional.empty());
                yield Optional.empty();
            }
        };
    }

    private void take(SyncRequest request, SyncResponse response, long sentNanos) {
        reporter.inventoryWanted(request, response.inventoryWanted());
        if (reporter.isNewest(request)) {
            driver.follow(response.clock());
            longestPoll = least(timing.poll(), Duration.ofMillis(Math.max(0, response.nextSyncMillis())));
        }
        logs.delivered(request.logs());
        logs.ask(response.logs());
        tellQuarantined(response.quarantined());
        if (orders.take(response, sentNanos)) {
            pacing.ordersBegun();
        }
        if (response.inventoryWanted()) {
            pacing.hurry(System.nanoTime());
        }
    }

    private void ordersEnded(Attempt attempt) {
        long now = System.nanoTime();
        pacing.ordersEnded();
        switch (attempt) {
            case Attempt.Done done -> {
                switch (done.outcome()) {
                    case DONE, OLD -> {}
                    case REMARKED -> pacing.news(now);
                    case INCOMPLETE -> pacing.backOff(now, timing.pause());
                }
            }
            case Attempt.Failed failed -> pacing.backOff(now, trouble.met(failed.problem(), Optional.empty()));
            case Attempt.Broken broken -> throw broken.defect();
        }
    }

    private Optional<End> refused(SyncRequest request, Answer.Refused<SyncResponse> refused) {
        lastWord = refused.detail();
        return switch (refused.refusal()) {
            case STALE_SESSION -> Optional.of(End.SUPERSEDED);
            case UNAUTHENTICATED, FORBIDDEN -> Optional.of(End.TOKEN_REFUSED);
            case PROTOCOL_VERSION -> Optional.of(End.NEW_SESSION_NEEDED);
            case INVALID, TOO_LARGE, UNAVAILABLE, OTHER -> {
                failed(request, refused.detail(), refused.askedToWait());
                yield Optional.empty();
            }
        };
    }

    private void failed(SyncRequest request, String problem, Optional<Duration> askedToWait) {
        Duration delay = trouble.met(problem, askedToWait);
        pacing.failed(System.nanoTime(), delay, reporter.isNewest(request));
    }

    private void tellQuarantined(List<QuarantinedNode> nodes) {
        if (!nodes.equals(quarantined)) {
            nodes.forEach(
                    node -> LOG.warn("The planner does not believe all of node {}: {}", node.node(), node.problem()));
            quarantined = nodes;
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
