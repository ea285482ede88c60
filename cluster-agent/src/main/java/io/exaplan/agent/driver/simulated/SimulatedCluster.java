package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.driver.ClusterDriver;
import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.LogLines;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.Inventory;
import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.StopOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A simulated world behind the driver's port: one lock, one thread that lets time pass, one listener. */
public final class SimulatedCluster implements ClusterDriver {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCluster.class);

    /** Plan time is kept in milliseconds, so a thing may be due a little later than it looks on the wall. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(1);

    private final SimulatedClusterSettings settings;
    private final Clock wallClock;
    private final World world;
    private final Keeping keeping;
    private final ControlFile control;
    private final BusyFractions busyFractions;
    private final Semaphore wake = new Semaphore(0);
    private volatile Runnable listener = () -> {};
    private volatile boolean closed;

    private SimulatedCluster(SimulatedClusterSettings settings, Clock wallClock, World world, Keeping keeping) {
        this.settings = settings;
        this.wallClock = wallClock;
        this.world = world;
        this.keeping = keeping;
        this.control = new ControlFile(settings.folder().control());
        this.busyFractions = new BusyFractions(settings.rules().seed());
    }

    /**
     * Opens the world, or makes it from the configured nodes when there is none, and lets time pass in it.
     *
     * @throws io.exaplan.agent.driver.DriverFailure when another process drives it or its files cannot be used
     */
    public static SimulatedCluster open(SimulatedClusterSettings settings, Clock wallClock) {
        SimulatedCluster cluster = openAtRest(settings, wallClock);
        Thread.ofVirtual()
                .name("world " + settings.folder().path().getFileName())
                .start(cluster::letTimePass);
        return cluster;
    }

    /** The same without a thread: time passes when {@link #tick} is called, or anything else. */
    static SimulatedCluster openAtRest(SimulatedClusterSettings settings, Clock wallClock) {
        WorldFolder folder = settings.folder();
        WorldLock lock = WorldLock.take(folder);
        try {
            if (!folder.holdsAWorld()) {
                List<SimulatedNode> nodes = settings.nodes().read();
                folder.make(nodes);
                LOG.info("Made a world of {} nodes in {}. {}", nodes.size(), folder.path(), settings.nodes());
            }
            WorldState state = new WorldState();
            Journal journal = Journal.open(folder.journal(), state::apply);
            Keeping keeping = new Keeping.OnDisk(lock, journal, settings.compactAfterLines());
            SimulatedCluster cluster =
                    new SimulatedCluster(settings, wallClock, new World(state, journal, settings.rules()), keeping);
            cluster.tick();
            return cluster;
        } catch (RuntimeException problem) {
            lock.close();
            throw problem;
        }
    }

    /** A look at the world as it is now, or as it would be made. Nothing is written, and an agent may drive it meanwhile. */
    public static SimulatedCluster look(SimulatedClusterSettings settings, Clock wallClock) {
        World world = settings.folder().holdsAWorld()
                ? settings.folder().look(wallClock.instant(), settings.rules())
                : World.of(settings.nodes().read(), settings.rules());
        return new SimulatedCluster(settings, wallClock, world, Keeping.NOTHING);
    }

    @Override
    public Inventory inventory() {
        return doing(() -> WorldReport.inventory(world.state()));
    }

    @Override
    public List<RunReport> runs() {
        return doing(() -> WorldReport.runs(world.state()));
    }

    @Override
    public List<NodeUsage> usage() {
        return doing(() -> world.state()
                .anchor()
                .map(anchor -> busyFractions.of(world.state(), anchor.planAt(wallClock.instant())))
                .orElse(List.of()));
    }

    @Override
    public HoldOutcome hold(RunSpec spec) {
        return doing(() -> world.hold(spec, wallClock.instant()));
    }

    @Override
    public StopOutcome stop(StopOrder order) {
        return doing(() -> world.stop(order, wallClock.instant()));
    }

    @Override
    public void forget(Collection<String> runIds) {
        act(() -> world.forget(runIds));
    }

    @Override
    public void markOrphans(Set<String> runIds) {
        act(() -> world.markOrphans(runIds));
    }

    @Override
    public LogLines log(String runId, int lines) {
        return doing(() -> WorldReport.log(world.state(), runId)
                .map(all -> LogLines.lastOf(all, lines))
                .orElseThrow(() -> new DriverFailure("This world has never held run %s.".formatted(runId))));
    }

    @Override
    public void follow(PlanClock clock) {
        act(() -> world.follow(clock, wallClock.instant()));
    }

    @Override
    public void onChange(Runnable newListener) {
        listener = newListener;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            wake.release();
            keeping.close();
        }
    }

    /** Lets everything happen that is due, and everything people outside have ordered. */
    void tick() {
        act(() -> {
            Instant now = wallClock.instant();
            control.carryOut(world, now);
            world.advance(now);
            keeping.tidy(world.state());
        });
    }

    /** Everything goes through here: one thing at a time, then word to the listener and to the thread that waits. */
    private <T> T doing(Supplier<T> work) {
        T result;
        boolean news;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("The simulated cluster is closed.");
            }
            result = work.get();
            news = world.takeNews();
        }
        if (news) {
            wake.release();
            listener.run();
        }
        return result;
    }

    private void act(Runnable work) {
        doing(() -> {
            work.run();
            return true;
        });
    }

    private void letTimePass() {
        while (!closed) {
            try {
                boolean woken = wake.tryAcquire(untilNextTick().toNanos(), TimeUnit.NANOSECONDS);
                if (woken) {
                    wake.drainPermits();
                }
                tick();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException problem) {
                if (!closed) {
                    LOG.error(
                            "The world in {} cannot go on now; trying again.",
                            settings.folder().path(),
                            problem);
                }
            }
        }
    }

    private synchronized Duration untilNextTick() {
        Instant now = wallClock.instant();
        return world.state()
                .anchor()
                .flatMap(anchor -> world.state().nextDue().flatMap(due -> anchor.wallAt(due.at())))
                .map(at -> Duration.between(now, at))
                .map(wait -> wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait)
                .filter(wait -> wait.compareTo(settings.controlInterval()) < 0)
                .orElse(settings.controlInterval());
    }
}
