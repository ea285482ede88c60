package io.exaplan.server.replay;

import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a replay found. */
sealed interface Report permits PlacementReport, QueueReport, CityReport {

    /** Writes it as JSON that people can read too. */
    default void write(Path file) {
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file.toFile(), this);
    }
}
