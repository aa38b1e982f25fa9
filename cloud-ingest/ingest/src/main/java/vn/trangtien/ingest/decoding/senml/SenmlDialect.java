package vn.trangtien.ingest.decoding.senml;

import java.util.Optional;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Dialect;
import vn.trangtien.ingest.decoding.Json;
import vn.trangtien.ingest.decoding.Mark;
import vn.trangtien.ingest.decoding.Refused;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Samples;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;

/** SenML JSON (RFC 8428) on {@code account/gateway/senml} and below, or wherever the content type says so. */
public final class SenmlDialect implements Dialect {

    /** A stream has the same form as a pack. */
    private static final String STREAM_TYPE = "application/sensml+json";

    private static final String LEVEL = "senml";

    @Override
    public String name() {
        return "senml-json";
    }

    @Override
    public boolean reads(RawMessage raw) {
        return raw.contentType()
                        .filter(type -> type.equals(Decoders.SENML) || type.equals(STREAM_TYPE))
                        .isPresent()
                || isOurs(raw.topic());
    }

    @Override
    public Decoded decode(RawMessage raw) throws Refused {
        String[] level = raw.topic().split("/", 3);
        Optional<GatewayId> gateway = level.length < 2 ? Optional.empty() : GatewayId.of(level[0], level[1]);
        if (gateway.isEmpty()) {
            throw new Refused(
                    Reason.BAD_TOPIC, "topic must be account/gateway/senml, but was '%s'".formatted(raw.topic()));
        }
        Mark mark = Mark.hashed(raw.topic(), raw);
        var samples = new Samples(gateway.get(), raw.receivedAt(), mark.ordinal());
        var pack = new SenmlPack(raw.receivedAt(), samples);
        pack.add(Json.read(raw.payload()));
        return samples.decoded(raw, pack.saysWhen() ? mark : mark.untimed(raw));
    }

    /** {@code account/gateway/senml} or {@code account/gateway/senml/…}. */
    private static boolean isOurs(String topic) {
        int first = topic.indexOf('/');
        int second = topic.indexOf('/', first + 1);
        return first > 0
                && second > first
                && topic.charAt(0) != '$'
                && topic.startsWith(LEVEL, second + 1)
                && (topic.length() == second + 1 + LEVEL.length() || topic.charAt(second + 1 + LEVEL.length()) == '/');
    }
}
