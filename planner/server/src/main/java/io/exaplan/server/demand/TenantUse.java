package io.exaplan.server.demand;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What tenants were, are and will be given, by runs and by the active plan. */
@Component
public class TenantUse {

    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final double MILLI_TFLOPS_PER_PFLOPS = 1e6;

    private static final String RUNS = """
            select j.tenant_id, r.plan_leased as begins,
                   case when r.state in ('LEASED', 'STARTING', 'RUNNING', 'LOST') and not r.given_up then null
                        else coalesce(r.plan_ended, r.plan_leased) end as ends,
                   p.accelerator_model as model,
                   coalesce((select sum(jsonb_array_length(w -> 'devices') * (w ->> 'milliPerDevice')::bigint)
                             from jsonb_array_elements(r.spec -> 'workers') w), 0) as milli
            from run r join job j on j.id = r.job_id join partition p on p.id = r.partition_id
            where j.tenant_id in (:tenants) and r.plan_leased < :until
              and (r.plan_ended is null or r.plan_ended > :from)
            """;

    /** A service's place has no single width over time; its plan is not projected. */
    private static final String PLANNED = """
            select j.tenant_id, a.plan_start as begins, a.plan_end as ends, p.accelerator_model as model,
                   a.width * (j.spec -> 'worker' ->> 'milliDevices')::bigint as milli
            from allocation a join job j on j.id = a.job_id join partition p on p.id = a.partition_id
            where j.tenant_id in (:tenants) and j.state in ('QUEUED', 'SCHEDULED') and j.kind = 'TRAINING'
              and a.plan_start < :until
            """;

    private final JdbcClient jdbc;
    private final Supplier<AcceleratorCatalogue> catalogue;

    TenantUse(JdbcClient jdbc, Supplier<AcceleratorCatalogue> catalogue) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
    }

    /**
     * Devices given for a time.
     *
     * @param from plan time
     * @param until plan time, null while it goes on
     * @param pflops dense FP16/BF16 vendor peak; devices without known FLOPS count none
     */
    public record Use(int tenant, Instant from, @Nullable Instant until, double pflops) {

        /** PFLOPS-days of the part within a span of plan time. */
        public double pflopsDays(Instant since, Instant before) {
            Instant begin = from.isAfter(since) ? from : since;
            Instant end = until == null || until.isAfter(before) ? before : until;
            return begin.isBefore(end) ? pflops * Duration.between(begin, end).toMillis() / MILLIS_PER_DAY : 0;
        }
    }

    /** Of runs that overlap a span of plan time. */
    public List<Use> ofRuns(Collection<Integer> tenants, Instant from, Instant until) {
        return read(RUNS, tenants, from, until);
    }

    /** Of waiting training jobs with a place in the active plan that begins before a time. */
    public List<Use> planned(Collection<Integer> tenants, Instant until) {
        return read(PLANNED, tenants, Instant.EPOCH, until);
    }

    private List<Use> read(String sql, Collection<Integer> tenants, Instant from, Instant until) {
        return tenants.isEmpty()
                ? List.of()
                : jdbc.sql(sql)
                        .param("tenants", tenants)
                        .param("from", from.atOffset(ZoneOffset.UTC))
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .query((row, index) -> {
                            OffsetDateTime ends = row.getObject("ends", OffsetDateTime.class);
                            return new Use(
                                    row.getInt("tenant_id"),
                                    row.getObject("begins", OffsetDateTime.class)
                                            .toInstant(),
                                    ends == null ? null : ends.toInstant(),
                                    pflops(row.getString("model"), row.getLong("milli")));
                        })
                        .list();
    }

    private double pflops(String model, long milliDevices) {
        return catalogue
                        .get()
                        .withKey(model)
                        .map(AcceleratorModel::accountingTflops)
                        .orElse(OptionalDouble.empty())
                        .orElse(0)
                * milliDevices
                / MILLI_TFLOPS_PER_PFLOPS;
    }
}
