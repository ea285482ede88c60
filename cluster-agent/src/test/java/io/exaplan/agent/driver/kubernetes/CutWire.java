package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to the API server that can be cut: every connection breaks, and none is made until it is mended. */
final class CutWire implements Closeable {

    private final URI server;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final TestBed testBed;
    private volatile boolean cut;

    private CutWire(TestBed testBed, URI server) throws IOException {
        this.testBed = testBed;
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static CutWire to(TestBed testBed) throws IOException {
        try (KubernetesClient admin = testBed.admin()) {
            CutWire wire = new CutWire(testBed, URI.create(admin.getMasterUrl().toString()));
            Thread.ofVirtual().start(wire::accept);
            return wire;
        }
    }

    KubernetesClient client() {
        return testBed.admin(
                config -> config.withMasterUrl("https://127.0.0.1:" + listener.getLocalPort()),
                new JdkHttpClientFactory());
    }

    void cut() {
        cut = true;
        sockets.forEach(CutWire::quietly);
        sockets.clear();
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                join(listener.accept());
            } catch (IOException broken) {
                // The listener was closed, or the server is away: the client notices.
            }
        }
    }

    private void join(Socket client) throws IOException {
        if (cut) {
            client.close();
            return;
        }
        Socket upstream = new Socket(server.getHost(), server.getPort());
        sockets.add(client);
        sockets.add(upstream);
        Thread.ofVirtual().start(() -> pump(client, upstream));
        Thread.ofVirtual().start(() -> pump(upstream, client));
    }

    private static void pump(Socket from, Socket into) {
        try {
            from.getInputStream().transferTo(into.getOutputStream());
        } catch (IOException broken) {
            // Both sides are closed below.
        }
        quietly(from);
        quietly(into);
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // As wanted.
        }
    }
}
