package io.exaplan.server.planning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Work;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The one JSON form of a planning problem: what receipts keep, what {@code exaplan solve} reads. Components carry the
 * names of the records; a profile is {@code {"before": 8, "steps": [[second, value], ...]}}, work names its
 * {@code type}. Equal problems give equal bytes: maps and sets are written in order.
 */
public final class ProblemJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Work.class, WorkByType.class)
            .addModule(new SimpleModule("problem")
                    .addSerializer(Profile.class, new ProfileWriter())
                    .addDeserializer(Profile.class, new ProfileReader())
                    .addSerializer(Set.class, new SortedSetWriter()))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ProblemJson() {}

    public static byte[] write(PlanningProblem problem) {
        return MAPPER.writeValueAsBytes(problem);
    }

    /** Reads a problem; a {@code JacksonException} names the line and the property that is wrong. */
    public static PlanningProblem read(byte[] json) {
        return MAPPER.readValue(json, PlanningProblem.class);
    }

    /** As {@link #read(byte[])}, from a stream that stays open. */
    public static PlanningProblem read(InputStream json) {
        return MAPPER.readValue(json, PlanningProblem.class);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Work.Fixed.class, name = "FIXED"),
        @JsonSubTypes.Type(value = Work.ByModel.class, name = "BY_MODEL"),
        @JsonSubTypes.Type(value = Work.Service.class, name = "SERVICE")
    })
    private interface WorkByType {}

    private record ProfileForm(long before, List<List<Long>> steps) {
        static ProfileForm of(Profile profile) {
            return new ProfileForm(
                    profile.before(),
                    profile.steps().stream()
                            .map(step -> List.of(step.fromSecond(), step.value()))
                            .toList());
        }

        Profile profile() {
            return Profile.of(
                    before,
                    steps.stream()
                            .map(step -> new Profile.Step(step.get(0), step.get(1)))
                            .toList());
        }
    }

    private static final class ProfileWriter extends ValueSerializer<Profile> {
        @Override
        public void serialize(Profile profile, JsonGenerator out, SerializationContext context) {
            out.writePOJO(ProfileForm.of(profile));
        }
    }

    private static final class ProfileReader extends ValueDeserializer<Profile> {
        @Override
        public Profile deserialize(JsonParser in, DeserializationContext context) {
            ProfileForm form = context.readValue(in, ProfileForm.class);
            if (form.steps().stream().anyMatch(step -> step.size() != 2)) {
                return context.reportInputMismatch(
                        Profile.class, "A step of a profile is [second, value]. Give each exactly these two numbers.");
            }
            return form.profile();
        }
    }

    /** Sets have no order of their own, and a hash over the bytes needs one. */
    @SuppressWarnings("rawtypes")
    private static final class SortedSetWriter extends ValueSerializer<Set> {
        @Override
        public void serialize(Set set, JsonGenerator out, SerializationContext context) {
            List<Object> sorted = new ArrayList<>((Collection<?>) set);
            sorted.sort(null);
            out.writeStartArray();
            for (Object element : sorted) {
                out.writePOJO(element);
            }
            out.writeEndArray();
        }
    }
}
