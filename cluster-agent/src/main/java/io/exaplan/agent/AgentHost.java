package io.exaplan.agent;

import io.exaplan.agent.AgentSettings.DriverSettings;
import io.exaplan.agent.driver.ClusterDriver;
import io.exaplan.agent.driver.kubernetes.KubernetesCluster;
import io.exaplan.agent.driver.simulated.SimulatedCluster;
import io.exaplan.agent.loop.AgentEnd;
import io.exaplan.agent.loop.AgentIdentity;
import io.exaplan.agent.loop.ClusterAgent;
import io.exaplan.agent.loop.Heartbeat;
import io.exaplan.agent.plannerlink.Credentials;
import io.exaplan.agent.plannerlink.HttpPlannerLink;
import io.exaplan.agent.plannerlink.LinkLimits;
import io.exaplan.agent.plannerlink.PlannerAddress;
import io.exaplan.agent.plannerlink.PlannerLink;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One or several agents in one process, each on a thread of its own; agents that call the same planner share its link. */
final class AgentHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);

    private record Hosted(AgentSettings settings, ClusterDriver driver, ClusterAgent agent) {}

    private record Way(PlannerAddress planner, LinkLimits limits) {}

    private final RandomGenerator.SplittableGenerator random;
    private final Clock wallClock;
    private final Map<Way, PlannerLink> links = new HashMap<>();
    private final List<Hosted> agents = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Seed of the back-off's jitter and of the agents' instance names. */
    AgentHost(Clock wallClock, RandomGenerator.SplittableGenerator random) {
        this.wallClock = wallClock;
        this.random = random;
    }

    /**
     * Opens every cluster. Either all of them open or none stays open.
     *
     * @throws io.exaplan.agent.driver.DriverFailure when one of them cannot be driven
     */
    void open(List<AgentSettings> settings) {
        try {
            settings.forEach(this::open);
        } catch (RuntimeException problem) {
            close();
            throw problem;
        }
    }

    /** Runs until every agent has ended. Returns why, by cluster. */
    Map<String, AgentEnd> run() {
        Map<String, AgentEnd> ends = new LinkedHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (Hosted hosted : agents) {
            String cluster = hosted.settings().cluster();
            threads.add(Thread.ofVirtual().name("agent " + cluster).start(() -> {
                AgentEnd end = endOf(hosted);
                synchronized (ends) {
                    ends.put(cluster, end);
                }
            }));
        }
        for (Thread thread : threads) {
            joinUninterruptibly(thread);
        }
        return ends;
    }

    /** Ends all agents from another thread. */
    void stop() {
        agents.forEach(hosted -> hosted.agent().stop());
    }

    /** Closes what was opened. */
    @Override
    public void close() {
        agents.forEach(hosted -> hosted.driver().close());
        links.values().forEach(PlannerLink::close);
        closed.countDown();
    }

    /** Waits for another thread to close the host. False when that takes longer. */
    boolean isClosedWithin(Duration longest) {
        try {
            return closed.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void open(AgentSettings settings) {
        PlannerLink link = links.computeIfAbsent(
                new Way(settings.planner(), settings.limits()),
                way -> new HttpPlannerLink(way.planner(), way.limits(), AgentVersion.current()));
        Credentials credentials = new Credentials(settings.stateDirectory(), settings.joinToken()::current);
        AgentIdentity identity = new AgentIdentity(
                settings.cluster(), AgentVersion.current(), "%08x".formatted(random.nextInt()), settings.offer());
        ClusterDriver driver = driver(settings.driver());
        agents.add(new Hosted(
                settings,
                driver,
                new ClusterAgent(
                        identity,
                        driver,
                        link,
                        credentials,
                        settings.timing(),
                        new Heartbeat(settings.heartbeatDirectory(), wallClock),
                        random.split())));
    }

    private ClusterDriver driver(DriverSettings settings) {
        return switch (settings) {
            case DriverSettings.Simulated simulated -> SimulatedCluster.open(simulated.settings(), wallClock);
            case DriverSettings.Kubernetes kubernetes -> KubernetesCluster.open(kubernetes.settings());
        };
    }

    private static AgentEnd endOf(Hosted hosted) {
        try {
            return hosted.agent().run();
        } catch (RuntimeException fault) {
            LOG.error(
                    "The agent of {} failed; its cluster goes on.",
                    hosted.settings().cluster(),
                    fault);
            return new AgentEnd.Refused("The agent failed: " + fault.getMessage());
        }
    }

    private void joinUninterruptibly(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                stop();
            }
        }
    }
}
