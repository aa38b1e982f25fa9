package vn.trangtien.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Json;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.wording.Bilingual;

/**
 * The messages of a request, in their order.
 *
 * <ul>
 *   <li>With a parameter {@code topic} the body is one message on that topic, as it is.
 *   <li>{@code application/senml+json} is one message on {@code account/gateway/senml}.
 *   <li>{@code application/x-ndjson} has one item on a line, {@code application/json} an array of items. An item is
 *       {@code {"topic": …, "payload": base64}} or {@code {"topic": …, "body": text or JSON}}, and may have {@code contentType} and
 *       {@code id}.
 * </ul>
 *
 * Thread-safe.
 */
final class Items {

    private static final int DEEPEST = 64;
    private static final long MOST_TOKENS = 1_000_000;
    private static final int MAX_ID = 128;

    private final int most;
    private final JsonMapper json;

    Items(IntakeProperties properties) {
        this.most = properties.maxItems();
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxTokenCount(MOST_TOKENS)
                                .maxNumberLength(100)
                                .maxNameLength(1_000)
                                .maxStringLength(properties.maxInflatedBytes())
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** @param type media type in small letters without parameters */
    List<Item> of(GatewayId gateway, String type, Optional<String> topic, byte[] body) {
        if (topic.isPresent()) {
            return List.of(new Item(topic.get(), body, named(type), Optional.empty(), Optional.empty()));
        }
        List<Item> items = switch (type) {
            case Decoders.SENML ->
                List.of(new Item(gateway.key() + "/senml", body, named(type), Optional.empty(), Optional.empty()));
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> lines(body);
            case "application/json" -> array(body);
            default ->
                throw IntakeRefused.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type phải là application/json, application/x-ndjson hoặc application/senml+json, hoặc dùng tham số topic; nhưng là '%s'",
                        "Content-Type must be application/json, application/x-ndjson or application/senml+json, or name a topic; but was '%s'",
                        Words.printable(type));
        };
        if (items.isEmpty()) {
            throw unreadable("lô trống", "the batch is empty");
        }
        return items;
    }

    private static Optional<String> named(String type) {
        return type.isEmpty() ? Optional.empty() : Optional.of(type);
    }

    private List<Item> array(byte[] body) {
        JsonNode root;
        try {
            root = json.readTree(body);
        } catch (JacksonException notJson) {
            throw unreadable(
                    "không phải JSON: %s",
                    "not JSON: %s", Words.printable(String.valueOf(notJson.getOriginalMessage())));
        }
        if (root == null || !root.isArray()) {
            throw unreadable("một lô là một mảng JSON", "a batch is a JSON array");
        }
        requireFew(root.size());
        List<Item> items = new ArrayList<>();
        root.forEach(node -> items.add(item(node)));
        return items;
    }

    private List<Item> lines(byte[] body) {
        List<Item> items = new ArrayList<>();
        int start = 0;
        while (start < body.length) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!isBlank(body, start, end)) {
                requireFew(items.size() + 1);
                items.add(line(body, start, end));
            }
            start = end + 1;
        }
        return items;
    }

    private Item line(byte[] body, int start, int end) {
        try {
            return item(json.readTree(body, start, end - start));
        } catch (JacksonException notJson) {
            return malformed(
                    "không phải JSON: %s",
                    "not JSON: %s", Words.printable(String.valueOf(notJson.getOriginalMessage())));
        }
    }

    private static boolean isBlank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private Item item(JsonNode node) {
        if (!node.isObject()) {
            return malformed("một mục là một đối tượng JSON", "an item is a JSON object");
        }
        JsonNode topic = node.get("topic");
        if (topic == null || !topic.isString()) {
            return malformed("thiếu topic hoặc không phải văn bản", "topic is missing or no text");
        }
        JsonNode payload = node.get("payload");
        JsonNode body = node.get("body");
        if ((payload == null) == (body == null)) {
            return malformed("cần đúng một trong payload và body", "exactly one of payload and body is needed");
        }
        Optional<String> type = text(node, "contentType").map(Items::mediaType);
        Optional<String> id = text(node, "id");
        if (id.filter(name -> name.isEmpty() || name.length() > MAX_ID).isPresent()) {
            return malformed("id có 1 đến %1$d ký tự", "id has 1 to %1$d characters", MAX_ID);
        }
        if (body != null) {
            byte[] bytes = body.isString() ? body.stringValue().getBytes(UTF_8) : json.writeValueAsBytes(body);
            return new Item(topic.stringValue(), bytes, type, id, Optional.empty());
        }
        if (!payload.isString()) {
            return malformed(
                    "payload phải là base64, nhưng là %s",
                    "payload must be base64, but was %s", Json.describe(payload));
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(payload.stringValue());
            return new Item(topic.stringValue(), bytes, type, id, Optional.empty());
        } catch (IllegalArgumentException notBase64) {
            return malformed("payload không phải base64 (RFC 4648)", "payload is no base64 (RFC 4648)");
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || !value.isString() ? Optional.empty() : Optional.of(value.stringValue());
    }

    /** Small letters, without parameters. */
    static String mediaType(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private void requireFew(int items) {
        if (items > most) {
            throw IntakeRefused.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "một lô có nhiều nhất %1$d mục; hãy chia thành nhiều lô",
                    "a batch may have %1$d items; send it in several",
                    most);
        }
    }

    private static Item malformed(String vietnamese, String english, Object... values) {
        return Item.malformed(Bilingual.text(vietnamese, english, values));
    }

    private static IntakeRefused unreadable(String vietnamese, String english, Object... values) {
        return IntakeRefused.of(HttpStatus.UNPROCESSABLE_CONTENT, vietnamese, english, values);
    }
}
