package io.exaplan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.ServerTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests so broken that no filter sees them. */
@ServerTest
class ConnectorRefusalsTest {

    private final int port;

    ConnectorRefusalsTest(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/jobs/%00 HTTP/1.1\r\nHost: localhost",
                "GET /api/v1/jobs/a%2fb HTTP/1.1\r\nHost: localhost",
                "GET /api/v1/jobs/a\u0001b HTTP/1.1\r\nHost: localhost",
                "GET /api/v1/jobs/<script> HTTP/1.1\r\nHost: localhost",
                "GET /%zz HTTP/1.1\r\nHost: localhost",
                "GET /../../etc HTTP/1.1\r\nHost: localhost",
                "GET / HTTP/1.1",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b",
                "nonsense"
            })
    void areProblemsToo(String head) throws IOException {
        String answer = send(head + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 40");
        assertThat(answer).contains("application/problem+json", "urn:exaplan:problem:");
        assertThat(answer).doesNotContainIgnoringCase("<html", "tomcat", "exception");
    }

    private String send(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
