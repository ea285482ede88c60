package io.exaplan.server.views;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The devices of one model in one cluster, in thousandths.
 *
 * @param busyDevices measured shares added up
 * @param coveredDevices devices with a fresh measurement
 */
record CapacityRow(
        int cluster,
        String model,
        long installed,
        long reporting,
        long schedulable,
        long allocated,
        double busyDevices,
        long coveredDevices,
        long nodes,
        long quarantined,
        long runs) {

    /**
     * A node belongs to the partition of its last plausible report. Runs count by what their specification gives them. Nodes
     * that run work of others count without what that work takes.
     */
    static final String SELECT = """
            with standing as (
                select n.cluster_id, n.accelerator_model as model,
                       sum(n.nominal_devices * 1000::bigint) as installed,
                       coalesce(sum(n.nominal_devices * 1000::bigint) filter (where c.freshness = 'FRESH'), 0) as reporting,
                       coalesce(sum(greatest(0, (n.nominal_devices - cardinality(n.unhealthy_devices)) * 1000::bigint
                                                - n.foreign_milli))
                                filter (where c.freshness = 'FRESH' and c.state = 'ACTIVE' and n.ready and not n.cordoned
                                              and n.quarantine is null
                                              and (jsonb_typeof(coalesce(c.stated_offer, c.offer) -> 'nodes') is distinct from 'array'
                                                   or jsonb_exists(coalesce(c.stated_offer, c.offer) -> 'nodes', n.name))), 0) as schedulable,
                       coalesce(sum(n.busy_fraction * n.nominal_devices) filter (where n.usage_at >= :measuredSince), 0)
                           as busy_devices,
                       coalesce(sum(n.nominal_devices)
                                filter (where n.usage_at >= :measuredSince and n.busy_fraction is not null), 0)
                           as covered_devices,
                       count(*) as nodes,
                       count(*) filter (where n.quarantine is not null) as quarantined
                from node n join cluster c on c.id = n.cluster_id
                where n.gone_at is null and n.partition_id is not null
                group by n.cluster_id, n.accelerator_model
            ), running as (
                select r.cluster_id, p.accelerator_model as model, count(distinct r.id) as runs,
                       sum(jsonb_array_length(worker -> 'devices') * (worker ->> 'milliPerDevice')::bigint) as allocated
                from run r
                join partition p on p.id = r.partition_id
                left join lateral jsonb_array_elements(r.spec -> 'workers') worker on true
                where r.state in ('LEASED', 'STARTING', 'RUNNING') or (r.state = 'LOST' and not r.given_up)
                group by r.cluster_id, p.accelerator_model
            )
            select coalesce(s.cluster_id, r.cluster_id) as cluster_id, coalesce(s.model, r.model) as model,
                   coalesce(s.installed, 0) as installed, coalesce(s.reporting, 0) as reporting,
                   coalesce(s.schedulable, 0) as schedulable, coalesce(r.allocated, 0) as allocated,
                   coalesce(s.busy_devices, 0) as busy_devices, coalesce(s.covered_devices, 0) as covered_devices,
                   coalesce(s.nodes, 0) as nodes, coalesce(s.quarantined, 0) as quarantined, coalesce(r.runs, 0) as runs
            from standing s full join running r on r.cluster_id = s.cluster_id and r.model = s.model
            order by 1, 2
            """;

    static CapacityRow of(ResultSet row) throws SQLException {
        return new CapacityRow(
                row.getInt("cluster_id"),
                row.getString("model"),
                row.getLong("installed"),
                row.getLong("reporting"),
                row.getLong("schedulable"),
                row.getLong("allocated"),
                row.getDouble("busy_devices"),
                row.getLong("covered_devices"),
                row.getLong("nodes"),
                row.getLong("quarantined"),
                row.getLong("runs"));
    }

    /** The same, of a cluster that offers nothing at the moment. */
    CapacityRow withoutOffer() {
        return new CapacityRow(
                cluster,
                model,
                installed,
                reporting,
                0,
                allocated,
                busyDevices,
                coveredDevices,
                nodes,
                quarantined,
                runs);
    }
}
