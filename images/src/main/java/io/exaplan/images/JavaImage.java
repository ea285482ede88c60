package io.exaplan.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an image adds to its base: one layer with one jar and the user's name where one is needed, the user and the command. The base brings {@code java} on its path.
 * Times and owners are fixed, so that the same jar on the same base is the same image wherever it is built.
 *
 * @param repository as charts name it
 * @param built where `make` puts the jar, from the project's folder
 * @param jar its name inside
 * @param options of the JVM
 * @param named whether its user needs a name: PostgreSQL's programs ask for that of whoever starts them
 */
record JavaImage(String repository, String built, String jar, List<String> options, boolean named) {

    static final JavaImage PLANNER = new JavaImage(
            "planner",
            "planner/server/target/exaplan-server-exec.jar",
            "exaplan-server.jar",
            List.of("-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"),
            true);
    static final JavaImage CLUSTER_AGENT = new JavaImage(
            "cluster-agent",
            "cluster-agent/target/exaplan-agent.jar",
            "exaplan-agent.jar",
            List.of("-Xmx128m", "-XX:+ExitOnOutOfMemoryError"),
            false);
    static final List<JavaImage> ALL = List.of(PLANNER, CLUSTER_AGENT);

    /** Not root, and not a user of any base. */
    static final String USER = "10001:10001";

    static final String FOLDER = "/opt/exaplan";
    private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");
    private static final String USERS = """
            root:x:0:0:root:/root:/bin/sh
            exaplan:x:10001:10001:Exaplan:/nonexistent:/usr/sbin/nologin
            """;
    private static final Instant ALWAYS = Instant.parse("2026-01-01T00:00:00Z");

    JavaImage {
        options = List.copyOf(options);
    }

    String jarInside() {
        return FOLDER + "/" + jar;
    }

    List<String> entrypoint() {
        List<String> command = new ArrayList<>();
        command.add("java");
        command.addAll(options);
        command.addAll(List.of("-jar", jarInside()));
        return List.copyOf(command);
    }

    /**
     * @param scratch folder for what is put in beside the jar
     * @throws Refused when the jar is not built
     */
    JibContainerBuilder over(JibContainerBuilder base, Path home, Path scratch) throws IOException {
        Path source = home.resolve(built);
        if (!Files.isRegularFile(source)) {
            throw new Refused("%s is not there. Run `make` in %s first.".formatted(source, home.toAbsolutePath()));
        }
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder()
                .setName("exaplan")
                .addEntry(source, AbsoluteUnixPath.get(jarInside()), READABLE, ALWAYS);
        if (named) {
            Path users = Files.writeString(Files.createDirectories(scratch).resolve("passwd"), USERS);
            layer.addEntry(users, AbsoluteUnixPath.get("/etc/passwd"), READABLE, ALWAYS);
        }
        return base.addFileEntriesLayer(layer.build())
                // Here the planner looks for application.yaml and config/application.yaml.
                .setWorkingDirectory(AbsoluteUnixPath.get(FOLDER))
                .setUser(USER)
                .setEntrypoint(entrypoint())
                .setProgramArguments(List.of())
                .setCreationTime(ALWAYS);
    }
}
