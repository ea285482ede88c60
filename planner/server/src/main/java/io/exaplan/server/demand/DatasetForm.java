package io.exaplan.server.demand;

import io.exaplan.server.demand.Dataset.Classification;
import io.exaplan.server.demand.Dataset.Replica;
import io.exaplan.server.demand.Dataset.Stated;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is said about a dataset; replicas are an object of a location for each cluster. */
final class DatasetForm {

    private static final int LONGEST = 500;
    private static final int MOST_LISTED = 1000;
    private static final double MOST_GIB = 1e12;
    private static final Pattern ANY_NAME = Pattern.compile(".{1,253}");

    private DatasetForm() {}

    /**
     * Reads all of it.
     *
     * @param ownTenant the owner when the caller may speak for one tenant only; null when it may for any
     */
    static Stated read(JsonForm form, @Nullable String ownTenant, Datasets datasets) {
        Stated stated = parts(form, ownTenant, datasets);
        if (!stated.name().isEmpty()) {
            String within = within(stated.name());
            if (ownTenant != null && !ownTenant.equals(within)) {
                form.refuse(
                        "name",
                        "State a name behind your tenant's and a dot, without another dot, such as %s.corpus."
                                .formatted(ownTenant));
            } else if (ownTenant == null
                    && !within.isEmpty()
                    && !within.equals(stated.owner())
                    && datasets.unknownTenants(List.of(within)).isEmpty()) {
                form.refuse("name", "Names behind (%s.) are for data of that tenant.".formatted(within));
            }
        }
        form.finish();
        return stated;
    }

    /** Whose name a dataset's begins with, if a tenant's: so that nobody learns from a name that is taken what others have. */
    private static String within(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** As {@link #read}, for a dataset that has its name already. */
    static Stated readAgain(JsonForm form, @Nullable String ownTenant, Datasets datasets, String name) {
        Stated stated = parts(form, ownTenant, datasets);
        if (!stated.name().isEmpty() && !stated.name().equals(name)) {
            form.refuse("name", "It stays (%s), as jobs carry it.".formatted(name));
        }
        form.finish();
        return stated;
    }

    private static Stated parts(JsonForm form, @Nullable String ownTenant, Datasets datasets) {
        Map<String, String> replicas =
                form.optional("replicas", Values.map(ANY_NAME, Values.text(LONGEST), MOST_LISTED), Map.of());
        Stated stated = new Stated(
                form.required("name", Values.name(), ""),
                form.required("sector", Values.oneOf(Tenant.Sector.class), Tenant.Sector.OTHER),
                form.required("steward", Values.text(LONGEST), ""),
                form.required("licence", Values.text(LONGEST), ""),
                form.required("sizeGib", Values.number(0, MOST_GIB), 0.0),
                form.required("classification", Values.oneOf(Classification.class), Classification.INTERNAL),
                ownTenant == null
                        ? form.orNull("owner", Values.name())
                        : form.optional("owner", Values.name(), ownTenant),
                form.orNull("description", Values.text(LONGEST)),
                form.optional("grants", Values.list(Values.name(), MOST_LISTED), List.of()),
                form.optional("residency", Values.list(Values.name(), MOST_LISTED), List.of()),
                replicas.entrySet().stream()
                        .map(replica -> new Replica(replica.getKey(), replica.getValue()))
                        .toList());
        form.refuseEntries(
                "residency", datasets.unknownClusters(stated.residency()), "There are no clusters (%s)."::formatted);
        refuseUnknown(form, "replicas", datasets.unknownClusters(replicas.keySet()), "clusters");
        if (ownTenant == null) {
            form.refuseEntries(
                    "grants", datasets.unknownTenants(stated.grants()), "There are no tenants (%s)."::formatted);
        }
        String owner = stated.owner();
        if (owner != null && ownTenant != null && !owner.equals(ownTenant)) {
            form.refuse("owner", "This token speaks for its own tenant only.");
        } else if (owner != null) {
            refuseUnknown(form, "owner", datasets.unknownTenants(List.of(owner)), "tenants");
        }
        if (!stated.residency().isEmpty() && !new HashSet<>(stated.residency()).containsAll(replicas.keySet())) {
            form.refuse("replicas", "A replica lies outside the clusters of residency.");
        }
        return stated;
    }

    private static void refuseUnknown(JsonForm form, String field, List<String> unknown, String what) {
        if (!unknown.isEmpty()) {
            form.refuse(field, "There are no %s (%s).".formatted(what, String.join(", ", unknown)));
        }
    }
}
