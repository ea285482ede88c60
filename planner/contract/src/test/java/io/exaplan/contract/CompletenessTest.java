package io.exaplan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompletenessTest {

    static Iterable<Record> messages() {
        return Messages.all().values();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void missesNothingInACompleteMessage(Record message) {
        assertThat(Completeness.missingFields(message)).isEmpty();
    }

    @Test
    void namesEveryMissingFieldByItsPath() {
        String json = """
                {"protocolVersion": 1, "inventoryWanted": false, "nextSyncMillis": 1,
                 "orders": {"leaderEpoch": 1, "revision": 1},
                 "stop": [{"runId": "a", "reason": "CANCELLED", "graceSeconds": 1}, {"graceSeconds": 1}]}
                """;

        SyncResponse response = Golden.MAPPER.readValue(json, SyncResponse.class);

        assertThat(Completeness.missingFields(response))
                .containsExactly("orders.databaseId", "clock", "stop[1].runId", "stop[1].reason");
    }
}
