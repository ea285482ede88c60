package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.InvalidCatalogueEntryException;
import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.EventLog;
import io.exaplan.server.web.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what is stated of accelerator models. Nothing is taken that would not fit beside the others. */
@Component
class CatalogueOverrides {
    private final Catalogue catalogue;
    private final CatalogueOverrideStore store;
    private final ClusterStore clusters;
    private final AuditLog audit;
    private final EventLog events;
    private final Changes changes;
    private final Clock clock;

    CatalogueOverrides(
            Catalogue catalogue,
            CatalogueOverrideStore store,
            ClusterStore clusters,
            AuditLog audit,
            EventLog events,
            Changes changes,
            Clock clock) {
        this.catalogue = catalogue;
        this.store = store;
        this.clusters = clusters;
        this.audit = audit;
        this.events = events;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * States something of a model, or takes it back.
     *
     * @param entry null to take it back
     * @param version of what it is to replace; 0 when nothing was stated
     */
    @Transactional
    public void change(String key, @Nullable AcceleratorEntry entry, long version, String actor) {
        store.lock();
        List<CatalogueOverride> all = store.all();
        Optional<CatalogueOverride> before =
                all.stream().filter(each -> each.key().equals(key)).findFirst();
        if (before.isEmpty() && entry == null) {
            throw Problem.notFound("override", key);
        }
        if (before.map(CatalogueOverride::version).orElse(0L) != version) {
            throw EntityTag.outdated("override", key);
        }
        StatedCatalogue was = StatedCatalogue.of(0, catalogue.delivered(), all);
        StatedCatalogue next = StatedCatalogue.of(0, catalogue.delivered(), with(all, key, entry, actor));
        next.leftOut().forEach((each, unfit) -> {
            if (each.equals(key) || !was.leftOut().containsKey(each)) {
                throw unfit(unfit);
            }
        });
        store.write(key, entry, actor);
        if (!recognition(was.models(), key).equals(recognition(next.models(), key))) {
            clusters.forgetInventories();
        }
        audit.record(
                actor,
                entry == null ? "catalogue.takeback" : "catalogue.override",
                "accelerator-model/" + key,
                before.map(CatalogueOverride::entry).orElse(null),
                entry,
                null);
        events.append("catalogue.changed", null, null, Map.of("acceleratorModel", key));
        changes.publishAfterCommit(new CatalogueChanged());
    }

    /** As they would be read back: the one that changed is the last. */
    private List<CatalogueOverride> with(
            List<CatalogueOverride> all, String key, @Nullable AcceleratorEntry entry, String actor) {
        List<CatalogueOverride> next = new ArrayList<>(all);
        next.removeIf(each -> each.key().equals(key));
        if (entry != null) {
            next.add(new CatalogueOverride(key, Long.MAX_VALUE, entry, actor, clock.instant()));
        }
        return next;
    }

    private static Optional<?> recognition(AcceleratorCatalogue models, String key) {
        return models.withKey(key).map(AcceleratorModel::recognition);
    }

    private static Problem unfit(InvalidCatalogueEntryException unfit) {
        return Problem.conflict("name-taken", "aliases", null, String.valueOf(unfit.getMessage()))
                .about("aliases", null, "State names that no other accelerator model has.");
    }
}
