package io.exaplan.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** As much of a registry's protocol (distribution, v2) as a push needs; keeps what it is given. */
final class LittleRegistry implements AutoCloseable {

    private static final String PASSWORD = "of a test";

    final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final HttpsServer server;

    /** @param folder for its certificate, which nobody vouches for */
    LittleRegistry(Path folder) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certified(folder.resolve("registry.p12"))));
        server.createContext("/v2/", this::answer);
        server.start();
    }

    private static SSLContext certified(Path file) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Shell.run(List.of(
                keytool.toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "registry",
                "-dname",
                "CN=localhost",
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString()));
        KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    String address() {
        return "localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String last = path.substring(path.lastIndexOf('/') + 1);
        switch (exchange.getRequestMethod()) {
            case "HEAD" -> end(exchange, blobs.containsKey(last) || manifests.containsKey(path) ? 200 : 404);
            case "GET" -> end(exchange, path.equals("/v2/") ? 200 : 404);
            case "POST" -> {
                String upload = path + "u" + uploads.size();
                uploads.put(upload, new byte[0]);
                exchange.getResponseHeaders().add("Location", upload);
                end(exchange, 202);
            }
            case "PATCH" -> {
                uploads.put(path, body);
                exchange.getResponseHeaders().add("Location", path);
                end(exchange, 202);
            }
            case "PUT" -> {
                if (path.contains("/manifests/")) {
                    manifests.put(path, body);
                } else {
                    String query = exchange.getRequestURI().getQuery();
                    blobs.put(query.substring(query.indexOf("digest=") + 7), uploads.get(path));
                }
                end(exchange, 201);
            }
            default -> end(exchange, 405);
        }
    }

    private static void end(HttpExchange exchange, int code) throws IOException {
        exchange.sendResponseHeaders(code, -1);
        exchange.close();
    }
}
