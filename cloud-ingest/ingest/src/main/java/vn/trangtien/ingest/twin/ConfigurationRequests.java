package vn.trangtien.ingest.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.remote.Answer;
import vn.trangtien.ingest.remote.Ask;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;

/** The whole file as one property of one component, over CONF-V2. */
@Component
class ConfigurationRequests {

    private static final String APP = "CONF-V2";
    private static final String COMPONENT = "gateway";
    private static final String PROPERTY = "configuration";
    private static final int MAX_PROBLEMS = 50;

    private final JsonMapper json;

    ConfigurationRequests(JsonMapper json) {
        this.json = json;
    }

    /** @param expected number of the configuration that this one replaces, by the gateway's count */
    Ask update(String yaml, OptionalLong expected) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(PROPERTY, Map.of("type", "STRING", "value", yaml));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("configs", List.of(Map.of("pid", COMPONENT, "properties", properties)));
        body.put("takeSnapshot", true);
        expected.ifPresent(version -> body.put("expectedVersion", version));
        return ask(Method.PUT, "configurableComponents/configurations/_update", body);
    }

    Ask read() {
        return ask(Method.POST, "configurableComponents/configurations/byPid", Map.of("pids", List.of(COMPONENT)));
    }

    /** The file of a reply to {@link #read}; empty if it is not in it. */
    Optional<String> text(Answer answer) {
        return body(answer).flatMap(body -> {
            for (JsonNode config : body.path("configs")) {
                JsonNode value = config.path("properties").path(PROPERTY).path("value");
                if (config.path("pid").asString("").equals(COMPONENT) && value.isString()) {
                    return Optional.of(value.asString());
                }
            }
            return Optional.empty();
        });
    }

    /** What the gateway finds wrong, one by one: from the list of failures, else from the lines of the message. */
    List<String> problems(Answer answer) {
        List<String> problems = new ArrayList<>();
        body(answer).ifPresent(body -> {
            for (JsonNode problem : body.path("problems")) {
                add(problems, problem.isString() ? problem.asString() : problem.toString());
            }
            for (JsonNode failure : body.path("failures")) {
                add(problems, failure.path("message").asString(""));
            }
        });
        if (problems.isEmpty()) {
            String[] lines = message(answer).split("\n", -1);
            for (int i = 1; i < lines.length; i++) {
                add(problems, lines[i]);
            }
        }
        return problems;
    }

    /** Why, in one sentence. */
    String detail(Answer answer) {
        return message(answer).split("\n", 2)[0];
    }

    private String message(Answer answer) {
        return answer.message().isEmpty()
                ? body(answer).map(body -> body.path("message").asString("")).orElse("")
                : answer.message();
    }

    private static void add(List<String> problems, String text) {
        if (!text.isBlank() && problems.size() < MAX_PROBLEMS) {
            problems.add(text.strip());
        }
    }

    private Optional<JsonNode> body(Answer answer) {
        return answer.payload().body().flatMap(bytes -> {
            try {
                return Optional.of(json.readTree(bytes));
            } catch (JacksonException noJson) {
                return Optional.empty();
            }
        });
    }

    private Ask ask(Method method, String resource, Map<String, Object> body) {
        return Ask.of(
                APP,
                method,
                resource,
                KuraPayload.builder()
                        .body(json.writeValueAsString(body).getBytes(UTF_8))
                        .build());
    }
}
