package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.driver.DriverFailure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The informers behind the mirrors. Each lists once and watches from there, and starts anew whenever its watch is cut. */
final class Watches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final long PAGE = 500;

    private final KubernetesClient client;
    private final LongSupplier nanoTime;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private long watchedLast;

    Watches(KubernetesClient client, LongSupplier nanoTime) {
        this.client = client;
        this.nanoTime = nanoTime;
        this.watchedLast = nanoTime.getAsLong();
    }

    /** Adds a mirror over all objects of one kind. Nothing happens before {@link #start}. */
    <T extends HasMetadata> void add(Informable<T> objects, Class<T> type, Mirror<T> mirror) {
        SharedIndexInformer<T> informer = objects.withLimit(PAGE).runnableInformer(0);
        informer.removeNamespaceIndex();
        informer.itemStore(new ReducedStateItemStore<>(
                ReducedStateItemStore.NAME_KEY_STATE, type, client.getKubernetesSerialization()));
        informer.exceptionHandler((started, problem) -> {
            LOG.warn("The watch over {}s was cut and starts anew: {}", type.getSimpleName(), problem.getMessage());
            return started;
        });
        informer.addEventHandler(mirror);
        informers.add(informer);
    }

    /**
     * Starts all and returns when each has seen everything that is there.
     *
     * @throws DriverFailure when that fails or takes longer
     */
    void start(Duration longest) {
        CompletableFuture<?>[] starts = informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(starts).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            throw unreachable(String.valueOf(refused.getCause()), refused);
        } catch (TimeoutException late) {
            throw unreachable("no answer within " + longest, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted", interrupted);
        }
        watchedLast = nanoTime.getAsLong();
    }

    /** For how long the cluster has been out of sight; zero while every watch stands. */
    synchronized Duration silence() {
        long now = nanoTime.getAsLong();
        if (informers.stream().allMatch(SharedIndexInformer::isWatching)) {
            watchedLast = now;
        }
        return Duration.ofNanos(now - watchedLast);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private DriverFailure unreachable(String problem, Exception cause) {
        return new DriverFailure(
                "The Kubernetes API server at %s cannot be watched: %s.%nCheck the address, the credentials and that they may list and watch nodes, pods and jobs."
                        .formatted(client.getMasterUrl(), problem),
                cause);
    }
}
