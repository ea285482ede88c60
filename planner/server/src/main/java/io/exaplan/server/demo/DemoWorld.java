package io.exaplan.server.demo;

import io.exaplan.server.demo.CityFile.Silence;
import io.exaplan.server.demo.CityFile.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a demo shows: clusters with their agents' inventories, tenants, and the jobs that arrive. */
interface DemoWorld {

    /** Sentences for the summary: what it is, and what of the data is left out. */
    List<String> summary();

    /** Plan seconds per wall second at which it is worth watching. */
    double rate();

    List<DemoCluster> clusters();

    List<DemoTenant> tenants();

    /** What is stated through the API once, in this order. */
    default List<Statement> statements() {
        return List.of();
    }

    /** Whose agent falls silent now and then. */
    default Optional<Silence> silence() {
        return Optional.empty();
    }

    /** Jobs in the order of their arrival; may have no end. The same at every call. */
    Iterator<DemoJob> arrivals();

    /**
     * A cluster and where its simulated nodes come from.
     *
     * @param name name of the cluster
     * @param operator who runs it
     * @param nodes where its agent takes the nodes from, as its settings say it
     */
    record DemoCluster(String name, String operator, Map<String, Object> nodes) {}

    /**
     * A tenant, as the API takes it.
     *
     * @param name its name
     * @param cohort its cohort's name, empty for none
     * @param body fields of the request beside these
     */
    record DemoTenant(String name, String cohort, Map<String, Object> body) {}

    /**
     * A job that arrives.
     *
     * @param key stable name, the idempotency key's last part
     * @param tenant who submits it
     * @param offsetSeconds plan seconds after the demo's first start
     * @param spec the request's body
     */
    record DemoJob(String key, String tenant, long offsetSeconds, Map<String, Object> spec) {}
}
