package io.exaplan.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

class GoldenFilesTest {

    /** Of the same inventory by agents that know of no foreign ends: they and newer ones name it alike. */
    private static final String DIGEST_BEFORE_FOREIGN_ENDS =
            "9c553ec7f83ebe8ca8ae8464b93ecb48e7253c3d1f509160604c9d6c305e6ee0";

    static Stream<String> names() {
        return Messages.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesTheMessageAsItLooksOnTheWire(String name) {
        String written = Golden.MAPPER.writeValueAsString(Messages.all().get(name));

        assertThat(Golden.MAPPER.readTree(written)).isEqualTo(Golden.tree(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsTheMessageFromTheWire(String name) {
        Record message = Messages.all().get(name);

        assertThat(Golden.read(name, message.getClass())).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("names")
    void ignoresFieldsItDoesNotKnow(String name) {
        Record message = Messages.all().get(name);
        ObjectNode grown = (ObjectNode) Golden.tree(name);
        grown.putObject("addedLater").put("depth", 2);

        assertThat(Golden.MAPPER.treeToValue(grown, message.getClass())).isEqualTo(message);
    }

    @Test
    void readsWhatANewerPlannerSaysAsFarAsItUnderstandsIt() {
        SyncResponse response = Golden.read("sync-response-from-a-newer-planner", SyncResponse.class);

        assertThat(response.hold())
                .singleElement()
                .satisfies(order -> assertThat(order.spec())
                        .isNotNull()
                        .extracting(RunSpec::kind)
                        .isEqualTo(RunSpec.WorkKind.UNSUPPORTED));
        assertThat(response.stop()).extracting(StopOrder::reason).containsExactly(StopReason.UNSUPPORTED);
        assertThat(response.acknowledged()).isEmpty();
        assertThat(response.quarantined()).isEmpty();
    }

    @Test
    void readsAMissingListAsAnEmptyOne() {
        ObjectNode request = (ObjectNode) Golden.tree("sync-request");
        request.remove("runs");
        request.putNull("usage");

        SyncRequest read = Golden.MAPPER.treeToValue(request, SyncRequest.class);

        assertThat(read.runs()).isEmpty();
        assertThat(read.usage()).isEmpty();
    }

    @Test
    void readsAServiceOfAPlannerThatSaysNothingOfItsPort() {
        ObjectNode response = (ObjectNode) Golden.tree("sync-response");
        ((ObjectNode) response.at("/hold/2/spec")).remove("serving");

        assertThat(Golden.MAPPER.treeToValue(response, SyncResponse.class).hold())
                .filteredOn(order -> order.runId().equals("0198c1a5-0008"))
                .singleElement()
                .satisfies(order -> assertThat(order.spec())
                        .isNotNull()
                        .extracting(RunSpec::serving)
                        .isNull());
    }

    @Test
    void readsWhatAnAgentOrPlannerOfBeforeLogsSays() {
        ObjectNode request = (ObjectNode) Golden.tree("sync-request");
        ObjectNode response = (ObjectNode) Golden.tree("sync-response");
        request.remove("logs");
        response.remove("logs");

        assertThat(Golden.MAPPER.treeToValue(request, SyncRequest.class).logs()).isEmpty();
        assertThat(Golden.MAPPER.treeToValue(response, SyncResponse.class).logs())
                .isEmpty();
    }

    @Test
    void readsTheInventoryOfAnAgentThatForeseesNoEndOfForeignWork() {
        ObjectNode request = (ObjectNode) Golden.tree("sync-request");
        request.path("inventory").path("nodes").forEach(node -> ((ObjectNode) node).remove("foreignEnds"));

        Inventory read = Golden.MAPPER.treeToValue(request.path("inventory"), Inventory.class);

        assertThat(read.nodes())
                .allSatisfy(node -> assertThat(node.foreignEnds()).isEmpty());
        assertThat(InventoryDigest.of(read)).isEqualTo(DIGEST_BEFORE_FOREIGN_ENDS);
    }

    @Test
    void tellsAnOfferOfNothingFromAnOfferOfEverything() {
        OperatorOffer nothing = Golden.MAPPER.readValue("{\"nodes\": []}", OperatorOffer.class);

        assertThat(nothing.nodes()).isEmpty();
        assertThat(nothing.tenants()).isNull();
    }

    @Test
    void refusesAMessageWithoutItsNumbers() {
        ObjectNode request = (ObjectNode) Golden.tree("sync-request");
        request.remove("sessionEpoch");

        assertThatThrownBy(() -> Golden.MAPPER.treeToValue(request, SyncRequest.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("sessionEpoch");
    }

    @Test
    void refusesANumberWhereAStateBelongs() {
        ObjectNode report =
                (ObjectNode) Golden.tree("sync-request").path("runs").path(1);
        report.put("state", 1);

        assertThatThrownBy(() -> Golden.MAPPER.treeToValue(report, RunReport.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void namesTheDigestOfItsOwnInventory() {
        SyncRequest request = Golden.read("sync-request", SyncRequest.class);

        assertThat(InventoryDigest.of(Messages.inventory())).isEqualTo(request.inventoryDigest());
    }
}
