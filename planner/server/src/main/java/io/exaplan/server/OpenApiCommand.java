package io.exaplan.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the API's description: asks a server that lives just for this. */
@Command(name = "openapi", description = "Writes the OpenAPI description of the API.", mixinStandardHelpOptions = true)
final class OpenApiCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to; standard output when left out.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("exaplan-openapi");
        try {
            String description = OpenApiDocument.readable(description(home));
            if (file == null) {
                PrintWriter out = spec.commandLine().getOut();
                out.print(description);
                out.flush();
            } else {
                Files.writeString(file, description);
            }
            return 0;
        } finally {
            remove(home);
        }
    }

    private static String description(Path home) throws IOException, InterruptedException {
        // Nothing but the description may reach standard output.
        try (ConfigurableApplicationContext server = ServerApplication.start(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "exaplan.home", home.toString(),
                        "exaplan.security.show-first-token", "false",
                        "logging.level.root", "off",
                        "logging.level.io.exaplan", "off"));
                HttpClient http = HttpClient.newHttpClient()) {
            int port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            URI uri = URI.create("http://127.0.0.1:%d/api/v1/openapi".formatted(port));
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
