package io.exaplan.server.web;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/** What the API's description says beyond what the controllers' signatures do. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BEARER = "bearer";

    ApiDescription() {
        Schema<Object> duration = schema("string");
        duration.setFormat("duration");
        duration.setExample("PT4H30M");
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(PageRequest.class)
                .replaceWithSchema(Duration.class, duration);
    }

    @Bean
    ModelConverter recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Exaplan")
                        .version("v1")
                        .description(
                                "Plans compute capacity across the clusters of a city. Instants are RFC 3339 in UTC, durations ISO 8601;"
                                        + " errors are problem details (RFC 9457) with a stable type and all offending fields at once.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** Pages are asked for by the same two parameters everywhere; problems look the same everywhere. */
    @Bean
    OperationCustomizer commonParts() {
        return (operation, method) -> {
            if (takes(method, PageRequest.class)) {
                operation.addParametersItem(query("limit", "integer", "Items of the page"));
                operation.addParametersItem(query("cursor", "string", "The nextCursor of the page before"));
            }
            ChangeHeaders.describe(operation, method);
            operation.setOperationId(name(method));
            stateSuccess(operation, method);
            addProblem(operation);
            return operation;
        };
    }

    /** A server's address says nothing about the API, and who calls is in the token. */
    @Bean
    OpenApiCustomizer stableDescription() {
        return description -> {
            description.setServers(List.of());
            // No controller returns one, so springdoc does not find it by itself.
            ModelConverters.getInstance(true)
                    .readAll(ProblemView.class)
                    .forEach(description.getComponents()::addSchemas);
            description
                    .getPaths()
                    .values()
                    .forEach(path -> path.readOperations().forEach(ApiDescription::withoutCaller));
        };
    }

    @Bean
    OpenApiCustomizer links() {
        return new ApiLinks();
    }

    private static void withoutCaller(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> "caller".equals(parameter.getName()));
        }
    }

    /** A name that does not depend on what other controllers call their methods. */
    private static String name(HandlerMethod method) {
        String controller = method.getBeanType().getSimpleName().replace("Controller", "");
        String called = method.getMethod().getName();
        return Character.toLowerCase(controller.charAt(0))
                + controller.substring(1)
                + Character.toUpperCase(called.charAt(0))
                + called.substring(1);
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return List.of(method.getMethodParameters()).stream()
                .anyMatch(parameter -> parameter.getParameterType() == type);
    }

    /** Creations answer 201, what has nothing to say 204. */
    private static void stateSuccess(Operation operation, HandlerMethod method) {
        ApiResponse usual = operation.getResponses().get("200");
        // Where both are stated each stays what it is: a dry run answers 200.
        boolean created = method.getMethod().getName().equals("create")
                && operation.getResponses().get("201") == null;
        boolean silent = method.getMethod().getGenericReturnType().getTypeName().endsWith("<java.lang.Void>");
        if (usual != null && (created || silent)) {
            operation.getResponses().remove("200");
            operation
                    .getResponses()
                    .addApiResponse(created ? "201" : "204", usual.description(created ? "Created" : "Done"));
        }
    }

    private static Parameter query(String name, String type, String description) {
        return new Parameter()
                .in("query")
                .name(name)
                .required(false)
                .description(description)
                .schema(schema(type));
    }

    private static Schema<Object> schema(String type) {
        Schema<Object> schema = new Schema<>();
        schema.setType(type);
        schema.setTypes(Set.of(type));
        return schema;
    }

    private static void addProblem(Operation operation) {
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("Refused, as problem details")
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>()
                                                                .$ref("#/components/schemas/ProblemView")))));
    }
}
