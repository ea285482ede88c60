package io.exaplan.server.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the embedded server runs. On its command line, these win over whatever its files say. */
final class PostgresOptions {

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            // What is acknowledged is on disk.
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "200"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    private PostgresOptions() {}

    static List<String> arguments(Path data, int port) {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        new TreeMap<>(SETTINGS).forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }
}
