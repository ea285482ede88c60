package io.exaplan.agent.plannerlink;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the protocol has it: absent fields left out, unknown fields ignored, unknown enum values read as
 * {@code UNSUPPORTED}, numbers never taken for enum values.
 */
public final class ProtocolJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private ProtocolJson() {}

    /** The one mapper, safe for all threads. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
