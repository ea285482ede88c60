package io.exaplan.server;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the planner (what exaplan does when no command is given).",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the API and the user interface (8080).")
    private @Nullable Integer port;

    @Option(
            names = "--home",
            paramLabel = "DIRECTORY",
            description = "Where the embedded database lives (EXAPLAN_HOME, or ./data).")
    private @Nullable String home;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any setting of docs/configuration.md.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        ConfigurableApplicationContext context = ServerApplication.start(all());
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        closed.await();
        return 0;
    }

    private Map<String, String> all() {
        Map<String, String> all = new HashMap<>(settings);
        if (port != null) {
            all.put("server.port", Integer.toString(port));
        }
        if (home != null) {
            all.put("exaplan.home", home);
        }
        return all;
    }
}
