package io.exaplan.server.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the subscribers of this process and of every other replica that something changed. Subscribers are called one after the
 * other on a thread of their own, never inside the publisher's transaction; they must be brief.
 */
@Component
public class Changes implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final String self = UUID.randomUUID().toString();
    private final Map<String, List<Subscriber<?>>> subscribers = new ConcurrentHashMap<>();
    private final JsonMapper json;
    private final ChangeChannel channel;
    private volatile ExecutorService delivery = Executors.newSingleThreadExecutor(daemon("changes"));
    private volatile boolean running;

    Changes(JsonMapper json, ChangeChannel channel) {
        this.json = json;
        this.channel = channel;
    }

    /** Delivers the change when the current transaction has committed, or at once when there is none. */
    public void publishAfterCommit(Change change) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            publish(change);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                publish(change);
            }
        });
    }

    /** Calls the subscriber at every change of a type, until the subscription is closed. */
    public <C extends Change> Subscription subscribe(Class<C> type, Consumer<? super C> subscriber) {
        Subscriber<C> added = new Subscriber<>(type, subscriber);
        List<Subscriber<?>> list =
                subscribers.computeIfAbsent(type.getSimpleName(), name -> new CopyOnWriteArrayList<>());
        list.add(added);
        return () -> list.remove(added);
    }

    private void publish(Change change) {
        deliver(() -> of(change.getClass().getSimpleName()).forEach(subscriber -> subscriber.hear(change)));
        channel.send(json.writeValueAsString(
                Map.of("from", self, "type", change.getClass().getSimpleName(), "body", change)));
    }

    /** What a replica said, possibly ourselves. */
    private void receive(String message) {
        JsonNode tree = json.readTree(message);
        if (!self.equals(tree.path("from").asString(""))) {
            deliver(() ->
                    of(tree.path("type").asString("")).forEach(subscriber -> subscriber.hear(json, tree.path("body"))));
        }
    }

    private List<Subscriber<?>> of(String type) {
        return subscribers.getOrDefault(type, List.of());
    }

    private void deliver(Runnable call) {
        try {
            delivery.execute(() -> {
                try {
                    call.run();
                } catch (RuntimeException e) {
                    LOG.error("A subscriber failed on a change", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("A change came while the server stops", e);
        }
    }

    @Override
    public void start() {
        running = true;
        if (delivery.isShutdown()) {
            delivery = Executors.newSingleThreadExecutor(daemon("changes"));
        }
        channel.open(this::receive);
    }

    @Override
    public void stop() {
        running = false;
        channel.close();
        delivery.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server and whatever else subscribes. */
    @Override
    public int getPhase() {
        return 0;
    }

    private static ThreadFactory daemon(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }

    /** Ends the calls. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private record Subscriber<C extends Change>(Class<C> type, Consumer<? super C> consumer) {

        void hear(Change change) {
            if (type.isInstance(change)) {
                consumer.accept(type.cast(change));
            }
        }

        void hear(JsonMapper json, JsonNode body) {
            consumer.accept(json.treeToValue(body, type));
        }
    }
}
