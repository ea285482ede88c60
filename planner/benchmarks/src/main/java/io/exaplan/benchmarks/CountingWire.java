package io.exaplan.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a server on loopback that counts the bytes passing it, as they are on the wire: packed, headers included. */
final class CountingWire {

    private final URI server;
    private final ServerSocket listener;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    private CountingWire(URI server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static CountingWire to(URI server) throws IOException {
        CountingWire wire = new CountingWire(server);
        Thread.ofVirtual().start(wire::accept);
        return wire;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Bytes towards the server so far. */
    long sent() {
        return sent.get();
    }

    /** Bytes from the server so far. */
    long received() {
        return received.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket(server.getHost(), server.getPort());
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pump(client, upstream, sent));
                Thread.ofVirtual().start(() -> pump(upstream, client, received));
            } catch (IOException away) {
                // Whoever called notices, and calls again.
            }
        }
    }

    private static void pump(Socket from, Socket into, AtomicLong count) {
        byte[] buffer = new byte[65_536];
        try (from;
                into;
                InputStream in = from.getInputStream();
                OutputStream out = into.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                count.addAndGet(read);
            }
        } catch (IOException broken) {
            // Both ends are closed.
        }
    }
}
