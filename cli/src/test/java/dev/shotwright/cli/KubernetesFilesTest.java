package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The documents of {@code docs/kubernetes}, held against Kubernetes' own models of them and against what this program knows. */
final class KubernetesFilesTest {
    private static final Path FILE = Path.of("../docs/kubernetes/shotwright.yaml");

    /** As strict as the server of Kubernetes: no field that it does not know, no number where a text belongs. */
    private static final ObjectMapper STRICT = JsonMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withCoercionConfig(LogicalType.Textual, shapes -> {
                shapes.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                shapes.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                shapes.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    @TempDir
    private Path folder;

    private static List<Object> read(String text) throws IOException {
        var documents = new ArrayList<Object>();
        try (var nodes = STRICT.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (nodes.hasNext()) {
                var node = nodes.next();
                documents.add(STRICT.treeToValue(node, type(node)));
            }
        }
        check(documents);
        return documents;
    }

    private static Class<?> type(JsonNode node) {
        var named = node.path("apiVersion").asText() + " " + node.path("kind").asText();
        return switch (named) {
            case "apps/v1 Deployment" -> Deployment.class;
            case "v1 Service" -> Service.class;
            default -> throw new IllegalArgumentException("there is no model of " + named);
        };
    }

    /** What names something names what there is. */
    private static void check(List<Object> documents) {
        var deployments = all(documents, Deployment.class);
        for (var deployment : deployments) {
            var name = deployment.getMetadata().getName();
            var template = deployment.getSpec().getTemplate();
            var wanted = deployment.getSpec().getSelector().getMatchLabels();
            assertThat(wanted).as(name + " selects pods").isNotEmpty();
            assertThat(labels(template)).as(name + " selects its own pods").containsAllEntriesOf(wanted);
            var volumes = template.getSpec().getVolumes().stream()
                    .map(Volume::getName)
                    .toList();
            for (var container : containers(template).toList()) {
                assertThat(container.getImage()).as(container.getName()).isNotBlank();
                check(container.getResources());
                assertThat(container.getVolumeMounts())
                        .as(container.getName() + " mounts volumes that there are")
                        .extracting(VolumeMount::getName)
                        .isSubsetOf(volumes);
            }
        }
        for (var service : all(documents, Service.class)) {
            var name = service.getMetadata().getName();
            var wanted = service.getSpec().getSelector();
            var behind = deployments.stream()
                    .map(deployment -> deployment.getSpec().getTemplate())
                    .filter(template -> labels(template).entrySet().containsAll(wanted.entrySet()))
                    .toList();
            assertThat(behind).as(name + " leads to pods").hasSize(1);
            assertThat(containers(behind.getFirst())
                            .flatMap(container -> container.getPorts().stream())
                            .map(port -> port.getContainerPort()))
                    .as(name + " leads to a port that is open")
                    .containsAll(service.getSpec().getPorts().stream()
                            .map(port -> port.getTargetPort().getIntVal())
                            .toList());
        }
    }

    /** An amount is read when it is asked for. */
    private static void check(@Nullable ResourceRequirements resources) {
        if (resources != null) {
            Stream.of(resources.getRequests(), resources.getLimits())
                    .flatMap(amounts -> amounts.values().stream())
                    .forEach(amount -> assertThat(amount.getNumericalAmount()).isPositive());
        }
    }

    private static <T> List<T> all(List<Object> documents, Class<T> type) {
        return documents.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Map<String, String> labels(PodTemplateSpec template) {
        return Objects.requireNonNullElse(template.getMetadata().getLabels(), Map.of());
    }

    private static Stream<Container> containers(PodTemplateSpec template) {
        return Stream.concat(
                template.getSpec().getInitContainers().stream(), template.getSpec().getContainers().stream());
    }

    @Test
    void kubernetes_knows_every_field_and_what_is_named_is_there() throws IOException {
        var documents = read(Files.readString(FILE));

        assertThat(all(documents, Deployment.class))
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactly("shotwright-server", "shotwright-worker");
        assertThat(all(documents, Service.class)).hasSize(1);
    }

    @Test
    void the_containers_are_started_with_words_that_the_program_knows() throws IOException {
        for (var deployment : all(read(Files.readString(FILE)), Deployment.class)) {
            var container =
                    deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
            var words = container.getArgs();
            var told = new CommandLine(command(words.getFirst()))
                    .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            assertThat(told.<String>matchedOptionValue("--media", "")).startsWith("s3://");
            assertThat(container.getVolumeMounts())
                    .extracting(VolumeMount::getMountPath)
                    .contains(told.<String>matchedOptionValue("--data", ""));
        }
    }

    private Command command(String name) {
        var surroundings =
                new Desk(folder).surroundings(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        var console = new Console(surroundings, name, List.of());
        return switch (name) {
            case "serve" -> new ServeCommand(surroundings, console);
            case "worker" -> new WorkerCommand(surroundings, console);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 2 | replica: 2",
                "replicas: 2 | replicas: two",
                "replicas: 2 | replicas: '2'",
                "'--port, \"8080\"' | '--port, 8080'",
                "'matchLabels: {app: shotwright-server}' | 'matchLabels: {app: shotwright}'",
                "'selector: {app: shotwright-server}' | 'selector: {app: shotwright}'",
                "targetPort: 8080 | targetPort: 80",
                "'{name: data, mountPath: /data}' | '{name: disk, mountPath: /data}'",
                "'path: /health/live, port' | 'path: /health/live, ports'",
                "kind: Service | kind: Servise",
                "runAsNonRoot: true | runAsNonRoot: yes please",
                "memory: 1Gi | memory: 1 GiB",
            })
    void a_fault_is_found(String right, String wrong) throws IOException {
        var text = Files.readString(FILE);
        assertThat(text).contains(right);
        var faulty = text.replaceFirst(Pattern.quote(right), wrong);

        assertThatThrownBy(() -> read(faulty))
                .isInstanceOfAny(JsonProcessingException.class, AssertionError.class, IllegalArgumentException.class);
    }
}
