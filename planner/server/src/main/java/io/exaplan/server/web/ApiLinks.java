package io.exaplan.server.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.links.Link;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Says in the description what leads where: what was created or listed can be read, changed and ended under its id, and what was
 * read is changed under its entity tag.
 */
final class ApiLinks implements OpenApiCustomizer {

    private static final Pattern ONE = Pattern.compile("(/api/v1/[a-z-]+)/\\{(\\w+)}(/[a-z/-]+)?");

    /** What a thing is known by where its view has it elsewhere than at the parameter's name. */
    private static final Map<String, String> CREATED_AT = Map.of("/api/v1/clusters", "/cluster/name");

    @Override
    public void customise(OpenAPI description) {
        description.getPaths().forEach((path, item) -> {
            Matcher one = ONE.matcher(path);
            if (one.matches()) {
                item.readOperations().forEach(operation -> lead(description, one, operation));
            }
        });
    }

    private static void lead(OpenAPI description, Matcher one, Operation target) {
        String many = one.group(1);
        String parameter = one.group(2);
        PathItem collection = description.getPaths().get(many);
        if (collection == null) {
            return;
        }
        success(collection.getPost(), "201")
                .ifPresent(created -> link(
                        created,
                        target,
                        parameter,
                        "$response.body#" + CREATED_AT.getOrDefault(many, "/" + parameter)));
        success(collection.getGet(), "200")
                .ifPresent(listed -> link(listed, target, parameter, "$response.body#/items/0/" + parameter));
        PathItem self = description.getPaths().get(many + "/{" + parameter + "}");
        if (self != null && self.getGet() != null && changesUnderTag(target)) {
            success(self.getGet(), "200")
                    .ifPresent(read -> read.link(
                            target.getOperationId(),
                            link(
                                    target,
                                    Map.of(
                                            parameter,
                                            "$request.path." + parameter,
                                            "If-Match",
                                            "$response.header.ETag"))));
        }
    }

    private static void link(ApiResponse from, Operation to, String parameter, String expression) {
        from.link(to.getOperationId(), link(to, Map.of(parameter, expression)));
    }

    private static Link link(Operation to, Map<String, String> parameters) {
        Link link = new Link().operationId(to.getOperationId());
        link.setParameters(new TreeMap<>(parameters));
        return link;
    }

    private static boolean changesUnderTag(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()));
    }

    private static Optional<ApiResponse> success(@Nullable Operation operation, String code) {
        return Optional.ofNullable(operation).map(Operation::getResponses).map(responses -> responses.get(code));
    }
}
