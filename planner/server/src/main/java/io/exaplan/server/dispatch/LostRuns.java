package io.exaplan.server.dispatch;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The runs of clusters that are LOST. They stay their jobs' active runs: silence ends nothing. */
@Component
class LostRuns {
    private final JdbcClient sql;
    private final RunLife life;

    LostRuns(JdbcClient sql, RunLife life) {
        this.sql = sql;
        this.life = life;
    }

    /** In the caller's fenced transaction. */
    void mark() {
        Map<Integer, List<RunRow>> byCluster = sql.sql(RunStore.COLUMNS + """
                        join cluster on cluster.id = run.cluster_id
                        where cluster.freshness = 'LOST' and run.state in ('LEASED', 'STARTING', 'RUNNING')
                        order by run.id for no key update of run""").query(RunStore::row).list().stream()
                .collect(Collectors.groupingBy(RunRow::clusterId));
        byCluster.forEach((cluster, runs) -> life.move(
                cluster,
                runs.stream()
                        .map(run -> RunMove.decided(run, RunStage.LOST, null, "ClusterLost", false))
                        .toList(),
                "planner"));
    }
}
