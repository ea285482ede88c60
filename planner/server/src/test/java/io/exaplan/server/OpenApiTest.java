package io.exaplan.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

@ServerTest
class OpenApiTest {

    private final Api api;

    OpenApiTest(Api api) {
        this.api = api;
    }

    @Test
    void canBeReadAndTriedOnAPage() {
        assertThat(api.get("/swagger-ui/index.html").raw().body()).contains("swagger-ui-bundle.js");
        assertThat(api.get("/swagger-ui/swagger-initializer.js").raw().body())
                .contains("/api/v1/openapi/swagger-config");
        assertThat(api.get("/api/v1/openapi/swagger-config").text("/url")).isEqualTo("/api/v1/openapi");
    }

    @Test
    void everyOperationThatTakesABodyDescribesIt() {
        assertThat(api.get("/api/v1/openapi").body().get("paths").properties())
                .allSatisfy(path -> assertThat(path.getValue().properties())
                        .filteredOn(operation -> Set.of("post", "put", "patch").contains(operation.getKey()))
                        .allSatisfy(operation -> assertThat(operation.getValue().has("requestBody"))
                                .as("%s %s", operation.getKey(), path.getKey())
                                .isTrue()));
    }

    @Test
    void theCommittedDescriptionIsThatOfTheRunningServer() throws IOException {
        String running =
                OpenApiDocument.readable(api.get("/api/v1/openapi").raw().body());

        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/openapi.json"), running);

        assertThat(running)
                .as(
                        "bin/exaplan openapi planner/server/openapi.json writes it anew; so does copying target/openapi.json")
                .isEqualTo(Files.readString(Path.of("openapi.json")));
    }
}
