package io.exaplan.engine.replay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenbTraceTest {

    @TempDir
    private Path folder;

    @Test
    void readsNodesInTheirOrder() throws IOException {
        Path file = file("sn,cpu_milli,memory_mib,gpu,model", "n1,64000,262144,2,P100", "n0,32000,131072,0,");

        assertThat(OpenbTrace.nodes(file))
                .containsExactly(
                        new NodeSupply("n1", 64_000, 262_144, 2, "P100"), new NodeSupply("n0", 32_000, 131_072, 0, ""));
    }

    @Test
    void readsPodsByName() throws IOException {
        Path file = file(
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos",
                "p2,6000,12288,1,460,,LS",
                "p1,12000,16384,1,1000,V100M16|V100M32,LS",
                "p3,4000,1024,0,0,,LS");

        assertThat(OpenbTrace.pods(file))
                .containsExactly(
                        new WorkerDemand(12_000, 16_384, 1, 1000, Set.of("V100M16", "V100M32")),
                        new WorkerDemand(6_000, 12_288, 1, 460, Set.of()),
                        new WorkerDemand(4_000, 1_024, 0, 0, Set.of()));
    }

    @Test
    void aModelNamedTwiceIsOneModel() throws IOException {
        Path file = file("name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec", "p,1,1,1,1000,V100M32|V100M32");

        assertThat(OpenbTrace.pods(file).getFirst().models()).containsExactly("V100M32");
    }

    @Test
    void aListWithoutModelsReadsToo() throws IOException {
        Path file = file("name,cpu_milli,memory_mib,num_gpu,gpu_milli", "p,1,1,1,500");

        assertThat(OpenbTrace.pods(file).getFirst().models()).isEmpty();
    }

    @Test
    void aFieldThatIsNoNumberIsReportedByFileAndLine() throws IOException {
        Path file = file("name,cpu_milli,memory_mib,num_gpu,gpu_milli", "p,1,1,1,500", "q,many,1,1,500");

        assertThatThrownBy(() -> OpenbTrace.pods(file))
                .isInstanceOf(TraceException.class)
                .hasMessage(file + ", line 3: cpu_milli is (many), not a whole number.");
    }

    @Test
    void anImpossibleWorkerIsReportedByFileAndLine() throws IOException {
        Path file = file("name,cpu_milli,memory_mib,num_gpu,gpu_milli", "p,1,1,2,500");

        assertThatThrownBy(() -> OpenbTrace.pods(file))
                .isInstanceOf(TraceException.class)
                .hasMessageStartingWith(file + ", line 2: The worker asks for 2 devices, 500 thousandths of each.");
    }

    @Test
    void allBadLinesOfAFileAreReportedTogether() throws IOException {
        Path file = file("name,cpu_milli,memory_mib,num_gpu,gpu_milli", "p,1,1,2,500", "q,1,1,1,500", "r,many,1,1,500");

        assertThatThrownBy(() -> OpenbTrace.pods(file))
                .hasMessageContainingAll(
                        file + ", line 2: The worker asks for 2 devices", "\n" + file + ", line 4: cpu_milli is (many)")
                .hasMessageNotContaining("line 3");
    }

    @Test
    void ofMoreThanTwentyBadLinesTheRestIsCounted() throws IOException {
        Path file = file(Stream.concat(
                        Stream.of("name,cpu_milli,memory_mib,num_gpu,gpu_milli"),
                        Collections.nCopies(23, "q,many,1,1,500").stream())
                .toArray(String[]::new));

        assertThatThrownBy(() -> OpenbTrace.pods(file))
                .hasMessageContaining("line 21: ")
                .hasMessageNotContaining("line 22: ")
                .hasMessageEndingWith("\nand 3 more.");
    }

    @Test
    void aMissingColumnIsReportedAtOnce() throws IOException {
        Path file = file("name,cpu_milli,num_gpu,gpu_milli", "p,1,1,500");

        assertThatThrownBy(() -> OpenbTrace.pods(file)).hasMessageContaining("line 1: there is no column memory_mib");
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), String.join("\n", lines) + "\n");
    }
}
