package vn.trangtien.ingest.decoding;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.decoding.Rejection.Reason;

/**
 * Reads JSON of strangers with bounds on everything that could be made large or deep. A name twice in one object is refused:
 * readers differ in which of the two they take, and one of them would be lost. Thread-safe.
 */
public final class Json {

    private static final int DEEPEST = 32;
    /** A value costs ten tokens in the most talkative dialect: a SenML record of name, unit, time and value. */
    private static final long MOST_TOKENS = 10L * Samples.MOST;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .maxStringLength(1024 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The one JSON text that the bytes are. */
    public static JsonNode read(byte[] bytes) throws Refused {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            if (root == null || root.isMissingNode()) {
                throw new Refused(Reason.INCOMPLETE, "an empty message where JSON was expected");
            }
            return root;
        } catch (StreamConstraintsException tooMuch) {
            throw new Refused(Reason.TOO_LARGE, "JSON beyond the limits: " + tooMuch.getOriginalMessage());
        } catch (JacksonException foreign) {
            throw new Refused(Reason.UNDECODABLE, "not JSON: " + foreign.getOriginalMessage());
        }
    }

    /** What a member is, for a sentence: {@code the text "abc"}. */
    public static String describe(JsonNode node) {
        return node.isContainer() ? node.isArray() ? "an array" : "an object" : "'" + node.asString() + "'";
    }
}
