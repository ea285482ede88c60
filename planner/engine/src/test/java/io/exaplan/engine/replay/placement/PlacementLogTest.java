package io.exaplan.engine.replay.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementLogTest {

    @TempDir
    private Path folder;

    @Test
    void tellsWhereEachArrivalStandsIfItDoes() {
        Path file = folder.resolve("placements.csv");
        List<NodeSupply> nodes = List.of(new NodeSupply("n0", 64_000, 65_536, 4, "T4"));
        WorkerDemand gang = new WorkerDemand(4_000, 1_024, 2, 1000, Set.of("T4", "G2"));
        WorkerDemand onCpu = new WorkerDemand(500, 10, 0, 0, Set.of());

        PlacementLog.write(
                file,
                nodes,
                List.of(gang, onCpu, gang),
                List.of(new Decision.Placed(0, 0b1010), new Decision.Placed(0, 0), new Decision.NoRoom()));

        assertThat(file).hasContent("""
                        arrival,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,node,devices
                        0,4000,1024,2,1000,G2|T4,n0,1|3
                        1,500,10,0,0,,n0,
                        2,4000,1024,2,1000,G2|T4,,
                        """);
    }
}
