package vn.trangtien.ingest.processing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.payload.Payloads;
import vn.trangtien.ingest.processing.Rejection.Reason;
import vn.trangtien.ingest.processing.Understood.Identity;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayState.Signal;
import vn.trangtien.ingest.registry.Sighting;
import vn.trangtien.ingest.timeseries.Point;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.MessageKind;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.TelemetryMessage;
import vn.trangtien.wire.UndecodableException;

/**
 * Turns a raw message into what it says, or into the reason why it is refused. The same message always gives the same result:
 * there is no clock and no memory here. Thread-safe.
 */
final class Interpreter {

    /** What came of one message: exactly one of the two is there. */
    record Result(Optional<Understood> understood, Optional<Rejection> rejection) {

        static Result of(Understood understood) {
            return new Result(Optional.of(understood), Optional.empty());
        }

        static Result of(Reason reason, String detail) {
            return new Result(Optional.empty(), Optional.of(new Rejection(reason, detail)));
        }
    }

    private Interpreter() {}

    static Result interpret(RawMessage raw) {
        Optional<KuraTopic> topic = KuraTopic.parse(raw.topic());
        if (topic.isEmpty()) {
            return Result.of(
                    Reason.BAD_TOPIC,
                    "topic must be account/gateway/application/…, but was '%s'".formatted(raw.topic()));
        }
        Optional<GatewayId> gateway =
                GatewayId.of(topic.get().account(), topic.get().client());
        Optional<MessageKind> kind = MessageKind.of(topic.get());
        if (gateway.isEmpty() || kind.isEmpty()) {
            return Result.of(Reason.UNSUPPORTED_TOPIC, "nothing here reads the topic '%s'".formatted(raw.topic()));
        }
        if (kind.get() == MessageKind.LWT) {
            var lost = new Sighting(Signal.LOST, raw.receivedAt(), Optional.empty(), Optional.empty());
            return Result.of(new Understood.Lifecycle(gateway.get(), Optional.empty(), lost));
        }
        try {
            KuraPayload payload = Payloads.decode(raw.payload());
            Optional<Identity> identity = identity(raw, payload);
            return switch (kind.get()) {
                case TELEMETRY -> telemetry(raw, (KuraTopic.Data) topic.get(), gateway.get(), payload, identity);
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
            return Result.of(tooLarge ? Reason.TOO_LARGE : Reason.UNDECODABLE, String.valueOf(e.getMessage()));
        }
    }

    private static Result telemetry(
            RawMessage raw, KuraTopic.Data topic, GatewayId gateway, KuraPayload payload, Optional<Identity> identity) {
        Optional<TelemetryMessage> read = TelemetryMessage.read(topic, payload);
        if (read.isEmpty()) {
            return Result.of(Reason.INCOMPLETE, "telemetry without a device name or without any channel");
        }
        TelemetryMessage message = read.get();
        if (!Plausibility.isName(message.asset())) {
            return badName("device", message.asset());
        }
        int ordinal = ordinal(identity);
        List<Observation> observations = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (var reading : message.channels()) {
            if (!Plausibility.isName(reading.channel())) {
                return badName("channel", reading.channel());
            }
            var channel = new ChannelRef(gateway.account(), gateway.gateway(), message.asset(), reading.channel());
            Observation observation = Plausibility.observation(channel, reading, message.origin(), raw.receivedAt());
            observations.add(observation);
            points.add(new Point(
                    channel,
                    observation.value(),
                    observation.unit(),
                    observation.quality(),
                    observation.measuredAt(),
                    ordinal,
                    observation.simulated()));
        }
        return Result.of(new Understood.Telemetry(
                gateway,
                identity,
                talked(raw),
                message.asset(),
                observations,
                points,
                message.origin().clockTrusted()));
    }

    private static Result lifecycle(
            RawMessage raw, GatewayId gateway, KuraPayload payload, Optional<Identity> identity, Signal signal) {
        Map<String, String> facts = new LinkedHashMap<>(
                Plausibility.facts(LifecycleMessage.read(payload).facts()));
        Optional<Map<String, String>> told = signal == Signal.LEFT ? Optional.empty() : Optional.of(facts);
        Optional<Instant> saidAt = Plausibility.saidAt(payload.timestampMs());
        return Result.of(
                new Understood.Lifecycle(gateway, identity, new Sighting(signal, raw.receivedAt(), saidAt, told)));
    }

    static Sighting talked(RawMessage raw) {
        return new Sighting(Signal.TALKED, raw.receivedAt(), Optional.empty(), Optional.empty());
    }

    private static Optional<Identity> identity(RawMessage raw, KuraPayload payload) {
        Optional<Identity> numbered = SpoolMark.of(payload)
                .filter(mark -> Plausibility.isName(mark.spool()))
                .map(Identity.Numbered::new);
        if (numbered.isPresent()) {
            return numbered;
        }
        return raw.payload().length == 0 ? Optional.empty() : Optional.of(new Identity.Hashed(hash(raw)));
    }

    private static int ordinal(Optional<Identity> identity) {
        if (identity.isEmpty()) {
            return 0;
        }
        if (identity.get() instanceof Identity.Numbered numbered) {
            return (int) (numbered.mark().seq() % 1000);
        }
        Identity.Hashed hashed = (Identity.Hashed) identity.get();
        return Integer.parseInt(hashed.hash().substring(0, 6), 16) % 1000;
    }

    private static String hash(RawMessage raw) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(raw.topic().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(raw.payload()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Result badName(String what, String name) {
        return Result.of(Reason.BAD_NAME, Plausibility.nameRule(what, name));
    }
}
