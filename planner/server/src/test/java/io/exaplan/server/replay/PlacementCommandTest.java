package io.exaplan.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlacementCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void traces() throws IOException {
        Files.writeString(
                folder.resolve("nodes.csv"),
                "sn,cpu_milli,memory_mib,gpu,model\nn0,64000,262144,2,P100\nn1,64000,262144,2,T4\n");
        Files.writeString(
                folder.resolve("pods.csv"),
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\np0,4000,1024,1,1000,\np1,4000,1024,1,500,\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exaplan", "fgd", "bestfit", "dotprod", "random"})
    void writesTheFigures(String policy) {
        int exitCode = execute("--nodes", file("nodes.csv"), "--pods", file("pods.csv"), "--policy", policy);

        assertThat(exitCode).isZero();
        JsonNode figures = figures();
        assertThat(figures.at("/allocatedPercent/100").doubleValue()).isBetween(50.0, 100.0);
        assertThat(figures.at("/allocatedPercent/130").doubleValue()).isBetween(50.0, 100.0);
        assertThat(figures.at("/placementsPerSecond").doubleValue()).isPositive();
        assertThat(figures.at("/p99Micros").doubleValue()).isPositive();
        assertThat(figures.at("/peakMiB").intValue()).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        execute("--nodes", file("nodes.csv"), "--pods", file("pods.csv"), "--seed", "7", "--copies", "5");
        JsonNode first = figures().get("allocatedPercent");

        execute("--nodes", file("nodes.csv"), "--pods", file("pods.csv"), "--seed", "7", "--copies", "5");

        assertThat(figures().get("allocatedPercent")).isEqualTo(first);
    }

    @Test
    void learnsFromArrivalsWhenAsked() {
        int exitCode = execute("--nodes", file("nodes.csv"), "--pods", file("pods.csv"), "--learn", "arrivals");

        assertThat(exitCode).isZero();
        assertThat(figures().get("learn").stringValue()).isEqualTo("arrivals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void placesABatchWithSearchOnAndOff(String search) {
        int exitCode = execute(
                "--nodes", file("nodes.csv"), "--pods", file("pods.csv"), "--mode", "batch", "--search", search);

        assertThat(exitCode).isZero();
        assertThat(figures().at("/allocatedPercent/100").doubleValue()).isBetween(75.0, 100.0);
        assertThat(figures().at("/search").booleanValue()).isEqualTo(search.equals("on"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"online", "batch"})
    void writesALineForEachArrival(String mode) {
        execute(
                "--nodes",
                file("nodes.csv"),
                "--pods",
                file("pods.csv"),
                "--mode",
                mode,
                "--placements",
                file("out.csv"));

        assertThat(folder.resolve("out.csv"))
                .content()
                .startsWith("arrival,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,node,devices\n0,4000,1024,1,")
                .contains(",n0,", ",n1,");
    }

    @Test
    void repacksWithinTheBudget() {
        int exitCode = execute(
                "--nodes",
                file("nodes.csv"),
                "--pods",
                file("pods.csv"),
                "--copies",
                "10",
                "--mode",
                "repack",
                "--leave",
                "30",
                "--migrations",
                "10");

        assertThat(exitCode).isZero();
        JsonNode repack = figures().get("repack");
        assertThat(repack.get("budget").intValue())
                .isEqualTo(repack.get("standing").intValue() / 10);
        assertThat(repack.get("migrations").intValue())
                .isLessThanOrEqualTo(repack.get("budget").intValue());
        assertThat(repack.at("/largestGangs/after").longValue())
                .isGreaterThanOrEqualTo(repack.at("/largestGangs/before").longValue());
    }

    @Test
    void refusesABudgetThatIsNoPercentage() {
        int exitCode = execute(
                "--nodes", file("nodes.csv"), "--pods", file("pods.csv"), "--mode", "repack", "--migrations", "101");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("--migrations and --leave must be 0 to 100 per cent, not 101.0");
    }

    @Test
    void comparatorsPlaceNoBatches() {
        int exitCode =
                execute("--nodes", file("nodes.csv"), "--pods", file("pods.csv"), "--mode", "batch", "--policy", "fgd");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("fgd places one by one only");
    }

    @Test
    void namesTheFileAndLineOfABadLine() throws IOException {
        Files.writeString(folder.resolve("bad.csv"), "sn,cpu_milli,memory_mib,gpu,model\nn0,64000,262144,two,P100\n");

        int exitCode = execute("--nodes", file("bad.csv"), "--pods", file("pods.csv"));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("bad.csv, line 2: gpu is (two), not a whole number.");
    }

    @Test
    void namesAFileItCannotRead() {
        int exitCode = execute("--nodes", file("none.csv"), "--pods", file("pods.csv"));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("none.csv cannot be read");
    }

    @Test
    void refusesAPolicyItDoesNotKnow() {
        int exitCode = execute("--nodes", file("nodes.csv"), "--pods", file("pods.csv"), "--policy", "magic");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("magic");
    }

    @Test
    void saysWhatCanBeReplayed() {
        int exitCode = new CommandLine(new ReplayCommand())
                .setErr(new PrintWriter(err, true))
                .execute();

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("placement");
    }

    private int execute(String... arguments) {
        CommandLine command = new CommandLine(new PlacementCommand()).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = file("out.json");
        return command.execute(all);
    }

    private JsonNode figures() {
        return JsonMapper.shared().readTree(folder.resolve("out.json").toFile());
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
