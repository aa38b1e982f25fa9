package vn.trangtien.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.trangtien.ingest.support.SharedCity;

/**
 * docs/api/ingest.yaml describes what the service offers, every operation in both languages. To write it anew:
 * {@code mvn verify -pl cloud-ingest/ingest -Dit.test=OpenApiIT -Dopenapi.write=true}, and describe new operations in
 * {@code openapi/operations.txt}. docs/api/device-door.yaml is written by hand, because the door reads bytes and certificates that
 * a generator does not see; here it is held against what the door offers.
 */
class OpenApiIT {

    private static final Path COMMITTED = Path.of("../../docs/api/ingest.yaml");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final Path DOOR = Path.of("../../docs/api/device-door.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Test
    void theCommittedDescriptionIsWhatTheServiceOffers() throws Exception {
        String offered = offered();
        if (Boolean.getBoolean("openapi.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, offered);
        }

        assertThat(COMMITTED).exists();
        assertThat(offered)
                .as("docs/api/ingest.yaml; write it anew with -Dopenapi.write=true")
                .isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void theDescriptionOfTheDeviceDoorHasWhatTheDoorOffers() throws Exception {
        JsonNode offered = new ObjectMapper().readTree(generated());
        JsonNode described = YAML.readTree(Files.readString(DOOR));
        Map<String, JsonNode> operations = operations(described);

        assertThat(operations.keySet()).isEqualTo(atTheDoor(offered).keySet());
        atTheDoor(offered)
                .forEach((name, operation) -> assertThat(parameters(Objects.requireNonNull(operations.get(name))))
                        .as(name)
                        .containsAll(parameters(operation)));
        operations.forEach((name, operation) -> {
            assertThat(operation.path("summary").asText()).as(name).contains(" / ");
            assertThat(operation.path("responses").path("200").isObject())
                    .as(name)
                    .isTrue();
            assertThat(operation.has("security")).as("credential of " + name).isTrue();
        });
        assertThat(names(described, "Settings")).isEqualTo(names(offered, "EstController.Settings"));
        assertThat(described.findValuesAsText("$ref"))
                .as("references that lead nowhere")
                .allMatch(reference -> described.at(reference.substring(1)).isObject());
    }

    private static Map<String, JsonNode> atTheDoor(JsonNode offered) {
        Map<String, JsonNode> door = operations(offered);
        door.keySet().removeIf(name -> !name.contains(" /.well-known/") && !name.contains(" /ingest/"));
        return door;
    }

    private static Map<String, JsonNode> operations(JsonNode description) {
        Map<String, JsonNode> operations = new TreeMap<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }

    private static Set<String> parameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation
                .path("parameters")
                .forEach(one -> names.add(
                        one.path("in").asText() + " " + one.path("name").asText()));
        return names;
    }

    private static Set<String> names(JsonNode description, String schema) {
        Set<String> names = new TreeSet<>();
        description
                .path("components")
                .path("schemas")
                .path(schema)
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add);
        assertThat(names).as(schema).isNotEmpty();
        return names;
    }

    private static String generated() throws Exception {
        var request = new MockHttpServletRequest("GET", "/v3/api-docs");
        byte[] json = SharedCity.get()
                .context()
                .getBean(OpenApiWebMvcResource.class)
                .openapiJson(request, "/v3/api-docs", Locale.ENGLISH);
        return new String(json, UTF_8)
                .replaceAll("(?:vn\\.trangtien|org\\.springframework|java)\\.[a-z.]+\\.([A-Z][A-Za-z]*)", "$1");
    }

    private static String offered() throws Exception {
        Map<String, Object> description = new ObjectMapper().readValue(generated(), LinkedHashMap.class);
        description.put(
                "info",
                new TreeMap<>(Map.of(
                        "title", "Tràng Tiền: thu nhận / ingest",
                        "version", "1",
                        "description",
                                "Mọi đường dẫn cần token dịch vụ (Authorization: Bearer …) hoặc phiên đăng nhập;"
                                        + " X-On-Behalf-Of nêu tên người được làm thay. Đường dẫn của thiết bị: device-door.yaml. / Every"
                                        + " path needs the service token or a session; X-On-Behalf-Of names the person. Paths of devices:"
                                        + " device-door.yaml.")));
        description.remove("servers");
        describe(description);
        return YAML.writeValueAsString(description);
    }

    @SuppressWarnings("unchecked")
    private static void describe(Map<String, Object> description) throws IOException {
        Map<String, String> words = words();
        Set<String> undescribed = new TreeSet<>();
        Set<String> unused = new TreeSet<>(words.keySet());
        var paths = (Map<String, Object>) Objects.requireNonNull(description.get("paths"));
        paths.keySet().removeIf(path -> !path.startsWith("/api/"));
        paths.forEach((path, operations) -> ((Map<String, Object>) operations).forEach((method, operation) -> {
            if (!METHODS.contains(method)) {
                return;
            }
            String name = method.toUpperCase(Locale.ROOT) + " " + path;
            String told = words.get(name);
            if (told == null) {
                undescribed.add(name);
            } else {
                ((Map<String, Object>) operation).put("summary", told);
                unused.remove(name);
            }
        }));
        assertThat(undescribed)
                .as("operations without a line in openapi/operations.txt")
                .isEmpty();
        assertThat(unused)
                .as("lines of openapi/operations.txt without an operation")
                .isEmpty();
    }

    private static Map<String, String> words() throws IOException {
        Map<String, String> words = new TreeMap<>();
        try (var in = Objects.requireNonNull(OpenApiIT.class.getResourceAsStream("/openapi/operations.txt"))) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    List<String> parts = List.of(line.split(" \\| ", -1));
                    assertThat(parts).as(line).hasSize(3);
                    words.put(parts.get(0), parts.get(1) + " / " + parts.get(2));
                }
            }
        }
        return words;
    }
}
