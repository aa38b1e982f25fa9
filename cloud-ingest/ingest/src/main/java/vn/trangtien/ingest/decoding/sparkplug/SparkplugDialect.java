package vn.trangtien.ingest.decoding.sparkplug;

import java.util.Optional;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Dialect;
import vn.trangtien.ingest.decoding.Mark;
import vn.trangtien.ingest.decoding.Refused;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Samples;
import vn.trangtien.ingest.decoding.SparkplugMessage;
import vn.trangtien.ingest.decoding.SparkplugMessage.Kind;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Sighting;

/**
 * Sparkplug B, specification 3.0. The group is the account, the edge node the gateway, the device the asset; what the node says of
 * itself is of the asset {@code node}. What a message says is known only with the state of its node, so that what comes out of
 * here is an {@link Understood.OfNode}.
 */
public final class SparkplugDialect implements Dialect {

    private static final String STATE = "STATE";

    @Override
    public String name() {
        return "sparkplug-b";
    }

    @Override
    public boolean reads(RawMessage raw) {
        return raw.topic().startsWith(SparkplugTopic.NAMESPACE);
    }

    @Override
    public Decoded decode(RawMessage raw) throws Refused {
        if (isState(raw.topic())) {
            return Decoded.aside();
        }
        SparkplugTopic topic = SparkplugTopic.parse(raw.topic())
                .orElseThrow(() -> new Refused(
                        Reason.BAD_TOPIC,
                        "topic must be spBv1.0/group/type/node or …/node/device, but was '%s'".formatted(raw.topic())));
        GatewayId gateway = GatewayId.of(topic.group(), topic.node())
                .orElseThrow(() -> new Refused(
                        Reason.UNSUPPORTED_TOPIC,
                        "group and node must be account and gateway of the registry, but were '%s' and '%s'"
                                .formatted(topic.group(), topic.node())));
        boolean ofDevice = topic.device().isPresent();
        Optional<Kind> kind = kind(topic.type(), ofDevice);
        if (kind.isEmpty()) {
            if (topic.type().equals("NCMD") || topic.type().equals("DCMD")) {
                return Decoded.aside();
            }
            throw new Refused(
                    Reason.UNSUPPORTED_TOPIC,
                    "'%s' is no type of message of a %s".formatted(topic.type(), ofDevice ? "device" : "node"));
        }
        String asset = topic.device().orElse(Samples.GATEWAY);
        if (ofDevice && asset.equals(Samples.GATEWAY)) {
            throw new Refused(
                    Reason.BAD_NAME, "a device may not be called '%s', which is the node itself".formatted(asset));
        }
        SparkplugPayload payload = SparkplugPayload.read(raw.payload());
        Mark mark = mark(raw, kind.get(), payload);
        return Decoded.of(new Understood.OfNode(
                gateway,
                mark.identity(),
                Sighting.talked(raw.receivedAt()),
                mark.ordinal(),
                new SparkplugMessage(kind.get(), asset, payload.timestampMs(), payload.seq(), payload.metrics())));
    }

    /** {@code spBv1.0/STATE/host}: how a host application says that it is there; older hosts say it elsewhere. */
    private static boolean isState(String topic) {
        return topic.startsWith(SparkplugTopic.NAMESPACE + STATE + "/");
    }

    private static Optional<Kind> kind(String type, boolean ofDevice) {
        Optional<Kind> kind = switch (type) {
            case "NBIRTH" -> Optional.of(Kind.NBIRTH);
            case "NDATA" -> Optional.of(Kind.NDATA);
            case "NDEATH" -> Optional.of(Kind.NDEATH);
            case "DBIRTH" -> Optional.of(Kind.DBIRTH);
            case "DDATA" -> Optional.of(Kind.DDATA);
            case "DDEATH" -> Optional.of(Kind.DDEATH);
            default -> Optional.empty();
        };
        return kind.filter(one -> one.name().startsWith("D") == ofDevice);
    }

    /** The will is the same in every repetition and does no harm twice; the rest is known by its bytes if they hold a time. */
    private static Mark mark(RawMessage raw, Kind kind, SparkplugPayload payload) {
        Mark mark = Mark.hashed(raw.topic(), raw);
        return kind == Kind.NDEATH || payload.timestampMs().isEmpty() ? mark.untimed(raw) : mark;
    }
}
