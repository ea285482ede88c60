package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNetworksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "planner.localhost",
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "224.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[fe80::1]",
                "[fd00::1]"
            })
    void theseAreInside(String host) {
        assertThat(PrivateNetworks.isCalled(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team.example",
                "localhost.example",
                "8.8.8.8",
                "100.63.0.1",
                "100.128.0.1",
                "172.32.0.1",
                "[2001:db8::1]"
            })
    void theseAreNot(String host) {
        assertThat(PrivateNetworks.isCalled(host)).isFalse();
    }
}
