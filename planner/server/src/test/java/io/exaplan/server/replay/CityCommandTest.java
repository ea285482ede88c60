package io.exaplan.server.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CityCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void city() throws IOException {
        Files.writeString(
                folder.resolve("partitions.csv"),
                "partition,model,tflops,memory_gb,stack,devices\np0,H100,989,80,cuda,16\np1,910B,376,64,cann,8\n");
        Files.writeString(folder.resolve("jobs.csv"), """
                        job,release_h,devices,stack,min_memory_gb,weight,value,hours_H100,hours_910B
                        whole,0,16,cuda,40,1,100,168,400
                        rival,0,8,cuda,40,1,10,100,200
                        other,8,8,any,40,1,10,100,160
                        late,100,1,cann,40,1,5,20,69
                        """);
    }

    @Test
    void writesTheFiguresAndThePlan() throws IOException {
        int exitCode = execute("--steps", "20", "--plan", file("plan.csv"));

        assertThat(exitCode).isZero();
        assertThat(figures().get("valuePlaced").doubleValue()).isEqualTo(110);
        assertThat(figures().get("valueTotal").doubleValue()).isEqualTo(125);
        assertThat(figures().get("bound").doubleValue()).isGreaterThanOrEqualTo(110);
        assertThat(figures().get("secondsUsed").doubleValue()).isPositive();
        assertThat(figures().get("peakMiB").intValue()).isPositive();
        assertThat(Files.readAllLines(folder.resolve("plan.csv")))
                .containsExactly(
                        "job,partition,start_s,end_s,devices,value",
                        "whole,p0,0,604800,16,100.0",
                        "other,p1,28800,604800,8,10.0");
    }

    @Test
    void theSearchCanBeLeftOut() {
        int exitCode = execute("--search", "off");

        assertThat(exitCode).isZero();
        assertThat(figures().get("steps").intValue()).isZero();
        assertThat(figures().get("search").booleanValue()).isFalse();
    }

    @Test
    void theSameSeedAndStepsGiveTheSamePlan() throws IOException {
        execute("--steps", "50", "--seed", "7", "--plan", file("one.csv"));
        execute("--steps", "50", "--seed", "7", "--plan", file("other.csv"));

        assertThat(folder.resolve("one.csv")).hasSameTextualContentAs(folder.resolve("other.csv"), UTF_8);
    }

    @Test
    void namesTheFileAndLineOfABadLine() throws IOException {
        Files.writeString(
                folder.resolve("partitions.csv"),
                "partition,model,tflops,memory_gb,stack,devices\np0,H100,989,80,cuda,-3\n");

        int exitCode = execute();

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("partitions.csv, line 2: devices is -3, 1 to 1000000 is allowed.");
    }

    @Test
    void refusesABudgetOfNothing() {
        int exitCode = execute("--seconds", "0");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("--seconds is 0.0");
    }

    private int execute(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--partitions", file("partitions.csv"), "--jobs", file("jobs.csv"), "--json", file("out.json")));
        all.addAll(List.of(arguments));
        return new CommandLine(new CityCommand())
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private JsonNode figures() {
        return JsonMapper.shared().readTree(folder.resolve("out.json").toFile());
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
