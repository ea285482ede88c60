package io.exaplan.server.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;

/** What every change may be sent with, whatever it changes, and how the API's description tells of it. */
final class ChangeHeaders {

    /** Under which a POST happens once. */
    static final String KEY = "Idempotency-Key";

    /** Says that an earlier request with the same key did the work. */
    static final String REPLAYED = "Idempotency-Replayed";

    private ChangeHeaders() {}

    static boolean changes(HandlerMethod method) {
        return posts(method)
                || method.hasMethodAnnotation(PutMapping.class)
                || method.hasMethodAnnotation(PatchMapping.class)
                || method.hasMethodAnnotation(DeleteMapping.class);
    }

    static void describe(Operation operation, HandlerMethod method) {
        if (posts(method)) {
            operation.addParametersItem(parameter("header", KEY, KEY_MEANS, 200));
        }
        if (changes(method)) {
            operation.addParametersItem(
                    parameter("query", StatedReason.NAME, StatedReason.MEANS, StatedReason.LONGEST));
        }
    }

    private static final String KEY_MEANS =
            "Makes the request happen once, however often it is sent: it is answered again what it was answered first";

    private static boolean posts(HandlerMethod method) {
        return method.hasMethodAnnotation(PostMapping.class);
    }

    private static Parameter parameter(String in, String name, String means, int longest) {
        StringSchema schema = new StringSchema();
        schema.setMinLength(1);
        schema.setMaxLength(longest);
        return new Parameter()
                .in(in)
                .name(name)
                .required(false)
                .description(means)
                .schema(schema);
    }
}
