package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the few facts the driver needs of each object of one kind; the object itself is let go, for an agent has little
 * memory. Objects are known by {@code namespace/name}, or by their name where there is no namespace.
 */
abstract class Mirror<T extends HasMetadata> implements ResourceEventHandler<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    private final Runnable changed;

    /** Tells of every change of the facts, from the informer's thread. */
    Mirror(Runnable changed) {
        this.changed = changed;
    }

    /** Takes the object's facts. True when they changed. */
    abstract boolean seen(String key, T object);

    /** Forgets the object. True when it was known. */
    abstract boolean gone(String key);

    @Override
    public final void onAdd(T object) {
        take(object);
    }

    @Override
    public final void onUpdate(T before, T object) {
        take(object);
    }

    @Override
    public final void onDelete(T object, boolean finalStateUnknown) {
        if (gone(key(object))) {
            changed.run();
        }
    }

    /** One object that cannot be read must not end the watch over all others. */
    private void take(T object) {
        try {
            if (seen(key(object), object)) {
                changed.run();
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("{} {} cannot be read and is left out.", object.getKind(), key(object), unreadable);
        }
    }

    private static String key(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        return namespace == null ? name : namespace + "/" + name;
    }
}
