package io.exaplan.agent.driver.simulated;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as a world's files use it: absent fields are left out, unknown ones ignored. */
final class WorldJson {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .build();

    private WorldJson() {}
}
