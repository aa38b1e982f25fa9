package vn.trangtien.ingest.payload;

import java.util.Optional;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.UndecodableException;

/** The one way in for payloads of gateways. Thread-safe: no state. */
public final class Payloads {

    private Payloads() {}

    /**
     * Reads a payload. JSON is tried only where the first byte is a brace, with which no protocol buffer of a gateway begins: it
     * would be the start of a group numbered 15.
     *
     * @throws UndecodableException if it is neither
     */
    public static KuraPayload decode(byte[] bytes) throws UndecodableException {
        if (bytes.length > 0 && bytes[0] == '{') {
            Optional<KuraPayload> json = SimpleJson.read(bytes);
            if (json.isPresent()) {
                return json.get();
            }
        }
        return KuraCodec.decode(bytes);
    }
}
