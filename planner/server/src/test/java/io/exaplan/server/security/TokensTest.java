package io.exaplan.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.database.HomeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class TokensTest {

    private final Tokens tokens;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final HomeSettings home;
    private final Api api;

    TokensTest(Tokens tokens, MutableClock clock, JdbcClient jdbc, HomeSettings home, Api api) {
        this.tokens = tokens;
        this.clock = clock;
        this.jdbc = jdbc;
        this.home = home;
        this.api = api;
    }

    @Test
    void areStoredAsHashesOnly() throws NoSuchAlgorithmException {
        Tokens.Created token = tokens.create(Role.VIEWER, "wall display", null, null, null, "test");

        byte[] stored = jdbc.sql("select hash from access_token where id = :id")
                .param("id", token.id())
                .query(byte[].class)
                .single();

        assertThat(stored)
                .isEqualTo(MessageDigest.getInstance("SHA-256")
                        .digest(token.secret().getBytes(StandardCharsets.UTF_8)));
        assertThat(jdbc.sql("select count(*) from access_token t where t::text like '%' || :secret || '%'")
                        .param("secret", token.secret())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void openNothingOnceExpired() {
        Tokens.Created token =
                tokens.create(Role.VIEWER, "guest", null, null, clock.instant().plus(Duration.ofHours(1)), "test");
        assertThat(tokens.recognise(token.secret())).isPresent();

        clock.advance(Duration.ofHours(1));

        assertThat(tokens.recognise(token.secret())).isEmpty();
    }

    @Test
    void beginWithOneAdministratorWhoseFileOnlyTheOwnerReads() throws IOException {
        Path file = home.home().resolve("admin-token");

        assertThat(tokens.recognise(Files.readString(file).strip()))
                .map(Caller::role)
                .contains(Role.ADMIN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void areAskedForByMetricsAndNotByHealth() {
        assertThat(api.get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(api.as(Role.VIEWER).get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(api.get("/actuator/health").status()).isEqualTo(200);
    }

    @Test
    void areRefusedAsProblemDetailsWhenUnknown() {
        Api.Answer answer = api.with("exaplan_guess").get("/api/v1/anything");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/type")).isEqualTo("urn:exaplan:problem:unauthenticated");
    }
}
