package io.exaplan.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The messages of one protocol version as they look on the wire, and a mapper set up as both sides set up theirs. */
final class Golden {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private Golden() {}

    static JsonNode tree(String name) {
        String path = "/golden/v" + Protocol.VERSION + "/" + name + ".json";
        try (InputStream file = Golden.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("There is no golden file " + path + ".");
            }
            return MAPPER.readTree(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static <T> T read(String name, Class<T> type) {
        return MAPPER.treeToValue(tree(name), type);
    }
}
