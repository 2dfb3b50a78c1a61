package dev.shotwright.server.description;

import dev.shotwright.jobs.account.Caller;
import dev.shotwright.server.web.Needs;
import dev.shotwright.server.web.Open;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says beside what the controllers and records say. */
@Configuration(proxyBeanMethods = false)
class DescriptionConfiguration {
    private static final String KEY = "key";
    private static final String SERVER = "5XX";
    private static final Map<String, String> ERRORS = new TreeMap<>(Map.of(
            "400", "A field has a value that is not accepted, is unknown, or the body cannot be read",
            "401", "There is no key, or a wrong one",
            "402", "The account has less money than the request may cost, today or at all",
            "403", "The key is not for this",
            "404", "There is no such thing, or it is somebody else's",
            "409", "It is in another state, or the idempotency key came with another request",
            "413", "The body is too long",
            "415", "The body is of a kind that is not read",
            "422", "The model refuses the request; every reason is told",
            "429", "More than a quota allows; Retry-After says when there is room"));

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Shotwright")
                        .version("1")
                        .license(new License().name("Apache-2.0"))
                        .description(
                                "Video from any model by one request. Under /v1 the service speaks OpenAI's dialect,"
                                        + " under /api/v3 that of Volcano Engine Ark."))
                .schemaRequirement(
                        KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    }

    /** Who may ask, told from the same annotations that are enforced. */
    @Bean
    OperationCustomizer scopes() {
        return (operation, method) -> {
            var needs = method.getMethodAnnotation(Needs.class);
            if (needs != null) {
                operation.addSecurityItem(new SecurityRequirement().addList(KEY));
                operation.addExtension("x-scope", needs.value().word());
            } else if (method.hasMethodAnnotation(Open.class)) {
                operation.setSecurity(List.of());
            }
            return operation;
        };
    }

    /** The errors that any endpoint may answer with, in the words of its dialect. */
    @Bean
    OpenApiCustomizer errors() {
        return document -> {
            var schemas = document.getComponents().getSchemas();
            ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(
                            new io.swagger.v3.core.converter.AnnotatedType(dev.shotwright.server.web.Problem.class))
                    .referencedSchemas
                    .forEach(schemas::putIfAbsent);
            schemas.put("DialectError", dialectError());
            for (var dialect : new String[] {"Problem", "DialectError"}) {
                ERRORS.forEach((status, description) ->
                        document.getComponents().addResponses(dialect + status, error(description, dialect)));
                document.getComponents()
                        .addResponses(
                                dialect + SERVER,
                                error("A fault of the service, or it is stopping or too busy", dialect));
            }
            document.getPaths().forEach((path, item) -> {
                var dialect = path.startsWith("/v1/") || path.startsWith("/api/v3/") ? "DialectError" : "Problem";
                item.readOperations().forEach(operation -> {
                    addErrors(operation, dialect);
                    spellDefaults(operation);
                });
            });
        };
    }

    private static ApiResponse error(String description, String dialect) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                dialect.equals("Problem") ? "application/problem+json" : "application/json",
                                new MediaType().schema(new JsonSchema().$ref("#/components/schemas/" + dialect))));
    }

    private static void addErrors(Operation operation, String dialect) {
        var responses = operation.getResponses();
        ERRORS.keySet().stream()
                .filter(status -> !responses.containsKey(status))
                .forEach(status -> responses.addApiResponse(
                        status, new ApiResponse().$ref("#/components/responses/" + dialect + status)));
        responses.addApiResponse(SERVER, new ApiResponse().$ref("#/components/responses/" + dialect + SERVER));
    }

    /** The default of an enum is told by its constant; clients know its word. */
    private static void spellDefaults(Operation operation) {
        for (var parameter : Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())) {
            var schema = parameter.getSchema();
            if (schema != null && schema.getEnum() != null && schema.getDefault() instanceof String constant) {
                schema.setDefault(constant.toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
    }

    private static JsonSchema dialectError() {
        var fields = new JsonSchema();
        fields.typesItem("object");
        fields.addProperty("message", new JsonSchema().typesItem("string"));
        fields.addProperty("type", new JsonSchema().typesItem("string"));
        fields.addProperty("code", new JsonSchema().typesItem("string"));
        var param = new JsonSchema();
        param.types(new java.util.LinkedHashSet<>(List.of("string", "null")));
        fields.addProperty("param", param);
        fields.setRequired(List.of("message", "type", "code"));
        var error = new JsonSchema();
        error.typesItem("object");
        error.addProperty("error", fields);
        error.setRequired(List.of("error"));
        return error;
    }
}
