package io.exaplan.server.demo;

import io.exaplan.server.ServerApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code exaplan demo}: a planner, agents and teams on this machine, until Ctrl-C. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs a planner with simulated clusters and arriving jobs on this machine, until Ctrl-C.")
public final class DemoCommand implements Callable<Integer> {

    private static final double MASS_STOP_PLAN_SECONDS = 300;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of the Alibaba GPU trace (openb): its nodes and pods instead of the embedded city")
    private @Nullable Path data;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "where demos keep their databases and worlds (default: ${DEFAULT-VALUE})")
    private Path home = Path.of("data");

    @Option(names = "--port", defaultValue = "8080", description = "port on loopback (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--rate", description = "plan seconds per wall second (default: what suits the data)")
    private @Nullable Double rate;

    @Option(
            names = "--agent-jar",
            paramLabel = "FILE",
            defaultValue = "${env:EXAPLAN_AGENT_JAR:-cluster-agent/target/exaplan-agent.jar}",
            description = "the agent to run for each cluster (default: ${DEFAULT-VALUE})")
    private Path agentJar = Path.of("cluster-agent/target/exaplan-agent.jar");

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(agentJar)) {
            throw new IOException(
                    "There is no agent at %s.\nBuild it with make, or name it by --agent-jar.".formatted(agentJar));
        }
        Path folder = Files.createDirectories(home.resolve(data == null ? "demo-city" : "demo-openb"))
                .toAbsolutePath();
        DemoWorld world = data == null ? CityWorld.open(folder.resolve("inventories")) : OpenbTrace.read(data);
        double planRate = rate == null ? world.rate() : rate;
        ServerApplication.start(settings(folder, world, planRate));
        Demo demo = new Demo(
                world,
                planRate,
                new PlannerClient(URI.create("http://localhost:" + port), adminToken(folder)),
                new AgentProcesses(
                        agentJar.toAbsolutePath(), folder.resolve("agents"), URI.create("http://127.0.0.1:" + port)),
                DemoNotebook.open(folder.resolve("demo.json")));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            demo.close();
            ended.countDown();
        }));
        demo.open(out());
        ended.await();
        return 0;
    }

    private Map<String, String> settings(Path folder, DemoWorld world, double planRate) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", Integer.toString(port));
        settings.put("server.address", "127.0.0.1");
        settings.put("exaplan.home", folder.toString());
        settings.put("exaplan.plan-time.rate", Double.toString(planRate));
        // "At once" is as much plan time as usual: what preemption ends within hours of it is no mass stop.
        settings.put(
                "exaplan.dispatch.mass-stop-window", Math.max(1, Math.round(MASS_STOP_PLAN_SECONDS / planRate)) + "s");
        world.silence()
                .ifPresent(silence -> settings.put("exaplan.inventory.stale-after", silence.staleAfterSeconds() + "s"));
        return settings;
    }

    private static String adminToken(Path folder) throws IOException {
        return Files.readString(folder.resolve("admin-token")).strip();
    }

    private PrintWriter out() {
        return spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
    }
}
