package vn.trangtien.drivers.lorawan;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of one event, asked for one field at a time. Both servers follow the JSON mapping of Protocol Buffers, which leaves
 * out empty texts, zeros and {@code false}: an absent number is 0, for example the frame counter of the first uplink.
 */
final class EventDocument {

    /** Largest message that is looked at; an uplink carries at most 242 bytes, and its JSON a few kilobytes. */
    static final int LARGEST = 64 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final long LARGEST_COUNTER = 0xFFFF_FFFFL;

    private final JsonNode root;

    private EventDocument(JsonNode root) {
        this.root = root;
    }

    static EventDocument parse(byte[] payload) throws UnusableMessageException {
        if (payload.length > LARGEST) {
            throw new UnusableMessageException(
                    Complaint.OVERSIZED, "%d bytes where %d are the most".formatted(payload.length, LARGEST));
        }
        try {
            JsonNode root = MAPPER.readTree(payload);
            if (root == null || !root.isObject()) {
                throw new UnusableMessageException(Complaint.BROKEN, "no JSON object; set the encoding to JSON");
            }
            return new EventDocument(root);
        } catch (JacksonException e) {
            throw new UnusableMessageException(Complaint.BROKEN, "no JSON: " + e.getOriginalMessage());
        }
    }

    /** The object under a name; everything is absent in it if there is none. */
    EventDocument inside(String name) {
        return new EventDocument(root.path(name));
    }

    JsonNode node(String name) {
        return root.path(name);
    }

    boolean has(String name) {
        return root.path(name).isObject();
    }

    Optional<String> text(String name) {
        JsonNode node = root.path(name);
        return node.isString() && !node.stringValue().isBlank() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    boolean flag(String name) {
        JsonNode node = root.path(name);
        return node.isBoolean() && node.booleanValue();
    }

    DevEui devEui(String name) throws UnusableMessageException {
        return text(name)
                .flatMap(DevEui::of)
                .orElseThrow(() -> new UnusableMessageException(
                        Complaint.BROKEN, "%s is no devEUI of 16 digits: %s".formatted(name, root.path(name))));
    }

    long counter(String name) throws UnusableMessageException {
        return whole(name, LARGEST_COUNTER);
    }

    int port(String name) throws UnusableMessageException {
        return (int) whole(name, 255);
    }

    private long whole(String name, long largest) throws UnusableMessageException {
        JsonNode node = root.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            long value = node.longValue();
            if (value >= 0 && value <= largest) {
                return value;
            }
        }
        throw new UnusableMessageException(
                Complaint.BROKEN, "%s must be a whole number from 0 to %d, but was %s".formatted(name, largest, node));
    }

    ByteBuffer base64(String name) throws UnusableMessageException {
        JsonNode node = root.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return ByteBuffer.allocate(0);
        }
        if (!node.isString()) {
            throw new UnusableMessageException(Complaint.BASE64, "%s is no text".formatted(name));
        }
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(node.stringValue()));
        } catch (IllegalArgumentException e) {
            throw new UnusableMessageException(Complaint.BASE64, name + ": " + e.getMessage());
        }
    }

    /** A time with its offset from UTC; empty if absent or none. */
    Optional<Instant> time(String name) {
        try {
            return text(name).map(written -> OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
