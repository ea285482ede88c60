package io.exaplan.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads request bodies: JSON objects in UTF-8, of bounded size and depth. Everything else is a problem
 * with a name. No body at all is an empty object, but for an update: it would take away all that it does not state. */
@Component
public class JsonBodies {

    private static final Set<String> UPDATES = Set.of("PUT", "PATCH");

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;

    private final long usualBytes;
    private final Map<String, Long> bytesByPath;
    private final JsonMapper strict = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    JsonBodies(WebSettings settings, List<BodyLimit> limits) {
        usualBytes = settings.maxBody().toBytes();
        bytesByPath = limits.stream()
                .collect(Collectors.toUnmodifiableMap(
                        BodyLimit::path, limit -> limit.most().toBytes()));
    }

    JsonForm read(HttpServletRequest request) throws IOException {
        byte[] bytes = bytes(request);
        if (bytes.length == 0) {
            if (UPDATES.contains(request.getMethod())) {
                throw Problem.malformed("body", "The body is empty.\nSend a JSON object, as {...}.");
            }
            return JsonForm.of(strict.createObjectNode());
        }
        requireJson(request.getContentType());
        JsonNode tree = tree(bytes);
        if (!tree.isObject()) {
            throw Problem.malformed("body", "The body is no JSON object.\nSend one, as {...}.");
        }
        return JsonForm.of(tree);
    }

    private static void requireJson(@Nullable String contentType) {
        try {
            MediaType type = contentType == null ? MediaType.ALL : MediaType.parseMediaType(contentType);
            boolean json =
                    type.isPresentIn(List.of(MediaType.APPLICATION_JSON)) || "json".equals(type.getSubtypeSuffix());
            boolean utf8 = type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset());
            if (json && utf8) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // told below, as any other type that is not ours
        }
        throw new Problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-media-type",
                        "The body is said to be (%s).\nSend application/json in UTF-8.".formatted(contentType))
                .about("Content-Type", contentType, "Send application/json in UTF-8.");
    }

    byte[] bytes(HttpServletRequest request) throws IOException {
        long mostBytes = bytesByPath.getOrDefault(request.getServletPath(), usualBytes);
        if (request.getContentLengthLong() > mostBytes) {
            throw Problem.tooLarge(mostBytes);
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (InputStream in = request.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                read.write(buffer, 0, count);
                if (read.size() > mostBytes) {
                    throw Problem.tooLarge(mostBytes);
                }
            }
        }
        return read.toByteArray();
    }

    private JsonNode tree(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonNode tree = strict.readTree(text);
            requireStorable(tree);
            return tree;
        } catch (CharacterCodingException e) {
            throw Problem.malformed("body", "The body is not UTF-8.\nSend application/json in UTF-8.");
        } catch (JacksonException e) {
            throw Problem.malformed(
                    "body", "The body is no JSON that can be read here: %s.".formatted(JsonTrouble.of(e)));
        }
    }

    /** The database stores no NUL and no half of a surrogate pair. */
    private static void requireStorable(JsonNode node) {
        if (node.isString()) {
            requireStorable(node.stringValue());
        }
        node.propertyNames().forEach(JsonBodies::requireStorable);
        node.forEach(JsonBodies::requireStorable);
    }

    private static void requireStorable(String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Problem.malformed(
                    "body", "The body holds a NUL character or half a surrogate pair.\nLeave them out of its texts.");
        }
    }
}
