package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.server.web.Changes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The accelerator models as they are known now: those delivered, with what administrators stated laid over them. Whoever needs
 * one answer from several questions keeps what {@link #get()} gave; it never changes, another one takes its place.
 */
@Component
public class Catalogue implements Supplier<AcceleratorCatalogue> {
    private static final Logger log = LoggerFactory.getLogger(Catalogue.class);

    private final AcceleratorCatalogue delivered;
    private final CatalogueOverrideStore store;
    private final AtomicReference<StatedCatalogue> stated;

    Catalogue(CatalogueFiles files, CatalogueOverrideStore store, Changes changes) {
        this.delivered = files.acceleratorModels();
        this.store = store;
        this.stated = new AtomicReference<>(read());
        // Before all others hear of it, who are made after this.
        changes.subscribe(CatalogueChanged.class, change -> upToDate());
    }

    @Override
    public AcceleratorCatalogue get() {
        return stated.get().models();
    }

    /** Looks into the database whether there is another one; the same object as before when there is not. */
    @Scheduled(fixedDelayString = "${exaplan.catalogue.look:10s}")
    public AcceleratorCatalogue upToDate() {
        if (store.revision() > stated.get().revision()) {
            StatedCatalogue found = read();
            return stated.accumulateAndGet(found, (known, other) -> other.revision() > known.revision() ? other : known)
                    .models();
        }
        return get();
    }

    /** The models as the files have them. */
    AcceleratorCatalogue delivered() {
        return delivered;
    }

    /** What is stated of a model, in force or not, and what it replaces. */
    public OverrideView override(String key) {
        return OverrideView.of(
                Optional.ofNullable(stated.get().stated().get(key)),
                delivered.withKey(key).map(AcceleratorEntry::of).orElse(null));
    }

    /** Whether what {@link #get()} says of a model was stated by an administrator. */
    public boolean isOverridden(String key) {
        StatedCatalogue current = stated.get();
        return current.stated().containsKey(key) && !current.leftOut().containsKey(key);
    }

    /** The revision first: what commits meanwhile is read now and once more, and not missed. */
    private StatedCatalogue read() {
        long revision = store.revision();
        StatedCatalogue read = StatedCatalogue.of(revision, delivered, store.all());
        read.leftOut()
                .forEach((key, unfit) -> log.warn(
                        "What was stated of the accelerator model {} is not in force beside the other models: {}",
                        key,
                        unfit.getMessage()));
        return read;
    }
}
