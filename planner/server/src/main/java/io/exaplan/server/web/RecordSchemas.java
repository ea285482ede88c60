package io.exaplan.server.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as they are: a view always has all its fields, and those marked {@code @Nullable} may be null. What is sent to
 * the server (its record is named a submission or an order) states itself what is required.
 */
@SuppressWarnings("rawtypes")
final class RecordSchemas implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema resolved = chain.next().resolve(type, context, chain);
        JavaType known = type.getType() == null ? null : Json.mapper().constructType(type.getType());
        if (resolved != null && known != null && known.getRawClass().isRecord() && !sent(known.getRawClass())) {
            Schema model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels().get(resolved.get$ref().substring(REFERENCE.length()));
            complete(known.getRawClass(), model);
        }
        return resolved;
    }

    private static boolean sent(Class<?> type) {
        return type.getSimpleName().endsWith("Submission")
                || type.getSimpleName().endsWith("Order");
    }

    @SuppressWarnings("unchecked")
    private static void complete(Class<?> type, @Nullable Schema model) {
        Map<String, Schema> properties = model == null ? null : model.getProperties();
        if (model == null || properties == null) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            Schema property = properties.get(component.getName());
            if (property != null && nullable(component)) {
                properties.put(component.getName(), orNull(property));
            }
        }
        model.setRequired(Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(properties::containsKey)
                .toList());
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    @SuppressWarnings("unchecked")
    private static Schema orNull(Schema property) {
        if (property.getAnyOf() != null) {
            return property;
        }
        if (property.get$ref() == null) {
            property.addType("null");
            return property;
        }
        Schema<Object> nothing = new Schema<>();
        nothing.setTypes(Set.of("null"));
        Schema either = new Schema<>();
        either.setAnyOf(List.of(property, nothing));
        return either;
    }
}
