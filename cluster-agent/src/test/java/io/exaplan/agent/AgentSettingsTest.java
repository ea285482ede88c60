package io.exaplan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.agent.settings.InvalidSettings;
import io.exaplan.contract.OperatorOffer;
import io.exaplan.contract.OperatorOffer.DailyWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSettingsTest {

    private static final String LEAST = """
            cluster: north
            planner: {url: "http://localhost:8080"}
            stateDirectory: state
            simulated: {world: world, nodes: [{name: a, model: H800}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void needsLittle() throws IOException {
        AgentSettings settings = read(LEAST).getFirst();

        assertThat(settings.cluster()).isEqualTo("north");
        assertThat(settings.timing().poll()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.stateDirectory()).isEqualTo(folder.resolve("state"));
        assertThat(settings.joinToken().current()).isEmpty();
        assertThat(settings.offer()).isNull();
    }

    @Test
    void readsSeveralAgentsOverTheirDefaults() throws IOException {
        List<AgentSettings> settings = read("""
                defaults:
                  planner: {url: "http://localhost:8080"}
                  sync: {poll: PT5S}
                  simulated: {nodes: [{name: a, model: H800}]}
                agents:
                  - {cluster: north, stateDirectory: north, simulated: {world: north/world}}
                  - {cluster: south, stateDirectory: south, simulated: {world: south/world}, sync: {poll: PT1S}}
                """);

        assertThat(settings).extracting(AgentSettings::cluster).containsExactly("north", "south");
        assertThat(settings)
                .extracting(one -> one.timing().poll())
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    @Test
    void refusesTwoAgentsWithOneStateDirectory() {
        assertThatThrownBy(() -> read("""
                        defaults:
                          planner: {url: "http://localhost:8080"}
                          stateDirectory: state
                          simulated: {world: w, nodes: [{name: a, model: H800}]}
                        agents: [{cluster: north}, {cluster: south}]
                        """))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("agents[1].stateDirectory");
    }

    @Test
    void wantsHttpsForAPlannerElsewhere() throws IOException {
        String remote = LEAST.replace("http://localhost:8080", "http://planner.example");

        assertThatThrownBy(() -> read(remote))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("planner.url is \"http://planner.example\"; allowed: https");
        assertThat(read(remote.replace("example\"}", "example\", plainHttp: true}")))
                .hasSize(1);
    }

    @Test
    void readsItsJoinTokenFromItsFileAnewEveryTime() throws IOException {
        AgentSettings settings = read(LEAST + "joinTokenFile: token\n").getFirst();
        assertThat(settings.joinToken().current()).isEmpty();

        Files.writeString(folder.resolve("token"), " exj_1\n");

        assertThat(settings.joinToken().current()).contains("exj_1");
    }

    @Test
    void neverShowsAJoinToken() throws IOException {
        assertThat(read(LEAST + "joinToken: exj_secret\n").toString()).doesNotContain("exj_secret");
    }

    @Test
    void readsWhatTheOperatorOffers() throws IOException {
        AgentSettings settings = read(LEAST + "offer: {tenants: [team], hours: [\"00:00-08:00\", \"20:00-24:00\"]}\n")
                .getFirst();

        assertThat(settings.offer())
                .isEqualTo(new OperatorOffer(
                        null, List.of("team"), List.of(new DailyWindow(0, 480), new DailyWindow(1200, 1440))));
        assertThatThrownBy(() -> read(LEAST + "offer: {hours: [\"22:00-06:00\"]}\n"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("one over midnight is written as two");
    }

    private List<AgentSettings> read(String yaml) throws IOException {
        return AgentSettings.readAll(Files.writeString(folder.resolve("agent.yaml"), yaml));
    }
}
