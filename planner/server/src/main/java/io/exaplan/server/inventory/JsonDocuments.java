package io.exaplan.server.inventory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Opens JSON documents; what is no JSON is a problem of the file like any other. */
final class JsonDocuments {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonDocuments() {}

    /** A document that comes with the program. */
    static Optional<JsonFields> ofResource(String name, List<CatalogueProblem> problems) {
        try (var resource = JsonDocuments.class.getClassLoader().getResourceAsStream(name)) {
            return parsed(name, Objects.requireNonNull(resource, name), problems);
        } catch (IOException unreadable) {
            return nothing(name, "It cannot be read: %s.".formatted(unreadable.getMessage()), problems);
        }
    }

    /** A document of the operator's. */
    static Optional<JsonFields> ofFile(Path file, List<CatalogueProblem> problems) {
        try {
            return parsed(file.toString(), new ByteArrayInputStream(Files.readAllBytes(file)), problems);
        } catch (IOException unreadable) {
            return nothing(
                    file.toString(),
                    "The file cannot be read (%s).\nCorrect the setting exaplan.catalogue, or leave it out."
                            .formatted(unreadable),
                    problems);
        }
    }

    private static Optional<JsonFields> parsed(String name, InputStream content, List<CatalogueProblem> problems) {
        try {
            var document = MAPPER.readTree(content);
            if (document.isObject()) {
                return Optional.of(new JsonFields(name, "", document, problems));
            }
            return nothing(name, "The document is no JSON object.\nIt begins with { and ends with }.", problems);
        } catch (JacksonException malformed) {
            var place = malformed.getLocation();
            return nothing(
                    name,
                    "The document is no valid JSON at line %d, column %d: %s"
                            .formatted(place.getLineNr(), place.getColumnNr(), malformed.getOriginalMessage()),
                    problems);
        }
    }

    private static Optional<JsonFields> nothing(String name, String message, List<CatalogueProblem> problems) {
        problems.add(new CatalogueProblem(name, "", message));
        return Optional.empty();
    }
}
