package vn.trangtien.ingest.decoding.kura;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Dialect;
import vn.trangtien.ingest.decoding.Mark;
import vn.trangtien.ingest.decoding.Plausibility;
import vn.trangtien.ingest.decoding.Refused;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Samples;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.decoding.Understood.Identity;
import vn.trangtien.ingest.payload.Payloads;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayState.Signal;
import vn.trangtien.ingest.registry.Sighting;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.MessageKind;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.TelemetryMessage;
import vn.trangtien.wire.UndecodableException;

/** Kura's two trees of topics with payloads in protocol buffers or JSON; ours are extensions of it. */
public final class KuraDialect implements Dialect {

    @Override
    public String name() {
        return "kura";
    }

    /** Any topic may begin with an account, so whatever no other dialect claims is read as Kura's. */
    @Override
    public boolean reads(RawMessage raw) {
        return true;
    }

    @Override
    public Decoded decode(RawMessage raw) throws Refused {
        return read(raw, false);
    }

    @Override
    public Decoded recognise(RawMessage raw) throws Refused {
        return read(raw, true);
    }

    /** @param numbered leave values unread if the message has a number */
    private static Decoded read(RawMessage raw, boolean numbered) throws Refused {
        Optional<KuraTopic> topic = KuraTopic.parse(raw.topic());
        if (topic.isEmpty()) {
            return Decoded.of(
                    Reason.BAD_TOPIC,
                    "topic must be account/gateway/application/…, but was '%s'".formatted(raw.topic()));
        }
        Optional<GatewayId> gateway =
                GatewayId.of(topic.get().account(), topic.get().client());
        Optional<MessageKind> kind = MessageKind.of(topic.get());
        if (gateway.isEmpty() || kind.isEmpty()) {
            return Decoded.of(Reason.UNSUPPORTED_TOPIC, "nothing here reads the topic '%s'".formatted(raw.topic()));
        }
        if (kind.get() == MessageKind.LWT) {
            var lost = new Sighting(Signal.LOST, raw.receivedAt(), Optional.empty(), Optional.empty());
            return Decoded.of(new Understood.Lifecycle(gateway.get(), Optional.empty(), lost));
        }
        try {
            KuraPayload payload = Payloads.decode(raw.payload());
            Mark mark = mark(raw, payload);
            Optional<Identity> identity = mark.identity();
            if (numbered && kind.get() == MessageKind.TELEMETRY && identity.orElse(null) instanceof Identity.Numbered) {
                return Decoded.of(new Understood.Unread(gateway.get(), identity, talked(raw)));
            }
            return switch (kind.get()) {
                case TELEMETRY -> telemetry(raw, (KuraTopic.Data) topic.get(), gateway.get(), payload, mark);
                case SNAPSHOT -> CameraWords.picture(raw, gateway.get(), payload, identity);
                case LINE_CROSSED -> CameraWords.crossing(raw, gateway.get(), payload, identity);
                case REPORT -> GatewayWords.report(raw, gateway.get(), payload, identity);
                case RULE_EVENT -> GatewayWords.rule(raw, gateway.get(), payload, identity);
                case BIRTH -> lifecycle(raw, gateway.get(), payload, identity, Signal.BORN);
                case APPS -> lifecycle(raw, gateway.get(), payload, identity, Signal.TALKED);
                case DC -> lifecycle(raw, gateway.get(), payload, identity, Signal.LEFT);
                case CAMERA_OBJECT -> CameraWords.object(raw, gateway.get(), payload, identity);
                case CAMERA_ALERT -> CameraWords.alert(raw, gateway.get(), payload, identity);
                case CLIP -> CameraWords.film(raw, gateway.get(), payload, identity);
                case LWT -> throw new IllegalStateException("a will has no payload to decode");
            };
        } catch (UndecodableException e) {
            boolean tooLarge = e.reason() == UndecodableException.Reason.TOO_LARGE;
            return Decoded.of(tooLarge ? Reason.TOO_LARGE : Reason.UNDECODABLE, String.valueOf(e.getMessage()));
        }
    }

    private static Decoded telemetry(
            RawMessage raw, KuraTopic.Data topic, GatewayId gateway, KuraPayload payload, Mark mark) throws Refused {
        Optional<TelemetryMessage> read = TelemetryMessage.read(topic, payload);
        if (read.isEmpty()) {
            return Decoded.of(Reason.INCOMPLETE, "telemetry without a device name or without any channel");
        }
        TelemetryMessage message = read.get();
        var samples = new Samples(gateway, raw.receivedAt(), mark.ordinal());
        for (ChannelReading reading : message.channels()) {
            samples.add(message.asset(), reading, message.origin());
        }
        return samples.decoded(raw, mark);
    }

    private static Decoded lifecycle(
            RawMessage raw, GatewayId gateway, KuraPayload payload, Optional<Identity> identity, Signal signal) {
        Map<String, String> facts = new LinkedHashMap<>(
                Plausibility.facts(LifecycleMessage.read(payload).facts()));
        Optional<Map<String, String>> told = signal == Signal.LEFT ? Optional.empty() : Optional.of(facts);
        Optional<Instant> saidAt = Plausibility.saidAt(payload.timestampMs());
        return Decoded.of(
                new Understood.Lifecycle(gateway, identity, new Sighting(signal, raw.receivedAt(), saidAt, told)));
    }

    static Sighting talked(RawMessage raw) {
        return Sighting.talked(raw.receivedAt());
    }

    private static Mark mark(RawMessage raw, KuraPayload payload) {
        return SpoolMark.of(payload)
                .filter(mark -> Plausibility.isName(mark.spool()))
                .map(Mark::numbered)
                .orElseGet(() -> Mark.hashed(raw.topic(), raw));
    }

    static Decoded badName(String what, String name) {
        return Decoded.of(Reason.BAD_NAME, Plausibility.nameRule(what, name));
    }
}
