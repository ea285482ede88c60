package io.exaplan.server.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets polls and streams end when the server stops: the web server waits for open requests, so whoever holds one open registers
 * what completes it.
 */
@Component
public class GracefulStop implements SmartLifecycle {

    private final Set<Runnable> endings = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private volatile boolean stopping;

    /** Runs the ending when the server stops, at once if it is stopping already; forgotten when the result is closed. */
    public Registration onStop(Runnable ending) {
        endings.add(ending);
        if (stopping) {
            ending.run();
        }
        return () -> endings.remove(ending);
    }

    public boolean stopping() {
        return stopping;
    }

    @Override
    public void start() {
        stopping = false;
        running = true;
    }

    @Override
    public void stop() {
        stopping = true;
        endings.forEach(Runnable::run);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first to stop, before the web server begins to wait for its requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** Forgets the ending. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
