package io.exaplan.server.dispatch;

import io.exaplan.server.web.JsonTrouble;
import io.exaplan.server.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what agents send: packed or not, never more than the limit, before anything of it is looked at. */
@Component
class AgentBodies {
    private final long limit;
    private final JsonMapper json;

    AgentBodies(DispatchSettings settings) {
        limit = settings.maxBody().toBytes();
        json = mapper((int) limit);
    }

    /** Lenient where versions may differ (unknown fields and enum values), strict where a type is wrong. */
    private static JsonMapper mapper(int longestText) {
        JsonFactory factory = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(50)
                        .maxStringLength(longestText)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                .build();
    }

    JsonMapper json() {
        return json;
    }

    /** The body as a JSON object. */
    JsonNode read(HttpServletRequest request) {
        if (request.getContentLengthLong() > limit) {
            throw Problem.tooLarge(limit);
        }
        JsonNode tree;
        try {
            tree = json.readTree(bytes(request));
        } catch (JacksonException e) {
            throw invalid("The body is no JSON: %s".formatted(Storable.text(JsonTrouble.of(e), 200)));
        }
        if (!tree.isObject()) {
            throw invalid("The body is no JSON object.");
        }
        return tree;
    }

    private byte[] bytes(HttpServletRequest request) {
        try (InputStream body = unpacked(request)) {
            byte[] bytes = body.readNBytes((int) limit + 1);
            if (bytes.length > limit) {
                throw Problem.tooLarge(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw invalid("The body could not be read to its end: %s".formatted(Storable.text(e.getMessage(), 200)));
        }
    }

    private static InputStream unpacked(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        String plain = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "identity", "" -> request.getInputStream();
            case "gzip", "x-gzip" -> new GZIPInputStream(request.getInputStream());
            default ->
                throw new Problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-encoding",
                        "The body is encoded as (%s).\nSend it plain or as gzip."
                                .formatted(Storable.text(encoding, 50)));
        };
    }

    private static Problem invalid(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "invalid", detail);
    }
}
