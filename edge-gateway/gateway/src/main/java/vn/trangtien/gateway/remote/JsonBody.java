package vn.trangtien.gateway.remote;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.trangtien.wire.request.Request;

/** Bodies of requests that are JSON objects. */
public final class JsonBody {

    private static final int DEEPEST = 20;

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private JsonBody() {}

    /**
     * The body.
     *
     * @return an empty object if there is no body
     * @throws RequestFailed if it is no JSON object
     */
    public static ObjectNode of(Request request) throws RequestFailed {
        String text = Texts.body(request);
        if (text.isBlank()) {
            return object();
        }
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw RequestFailed.bad("the body must be JSON, but: " + e.getOriginalMessage());
        }
        throw RequestFailed.bad("the body must be a JSON object, {…}");
    }

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * A text that must be there.
     *
     * @throws RequestFailed naming what is missing
     */
    public static String text(JsonNode in, String name) throws RequestFailed {
        if (!in.path(name).isString() || in.path(name).asString().isEmpty()) {
            throw RequestFailed.bad("%s must be a text, but was %s".formatted(name, in.path(name)));
        }
        return in.path(name).asString();
    }
}
