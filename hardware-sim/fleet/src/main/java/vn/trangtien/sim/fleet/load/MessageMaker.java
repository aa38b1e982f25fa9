package vn.trangtien.sim.fleet.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.ProofNumber;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.MessageKind;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.TelemetryMessage;

/**
 * Makes the messages of one gateway, one after the other. A pure function of seed and clock: the same gateway with the same seed,
 * asked at the same times, says the same bytes. Not thread-safe.
 */
final class MessageMaker {

    private static final String ASSET = "load";
    private static final Duration LATEST = Duration.ofHours(72);
    private static final Duration LEAST_LATE = Duration.ofHours(1);
    private static final Duration AHEAD = Duration.ofDays(365);
    /** Within what stores keep: a value that is believed all the same can be found. */
    private static final Duration BEHIND = Duration.ofDays(360);

    private static final String[] UNITS = {"m", "Cel", "%", "hPa", "ug/m3", "dB", "mm", "V"};
    private static final String[] NAMES = {
        "level", "temperature", "humidity", "pressure", "pm2.5", "noise", "rain", "supply"
    };

    private final GatewayName name;
    private final String topic;
    private final long run;
    private final int channels;
    private final Habits habits;
    private final Speaker speaker;
    private final Sparkplug sparkplug;
    private final long clockOffMs;
    private final Random random;
    private long seq;
    private long lastMeasuredAtMs;

    /**
     * @param channels values in each message, the proof number among them
     * @param seed of this gateway
     */
    MessageMaker(GatewayName name, long run, int channels, Habits habits, long seed) {
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1, but was " + channels);
        }
        this.name = name;
        this.topic = KuraTopic.telemetry(name.account(), name.client(), ASSET).name();
        this.run = run;
        this.channels = channels;
        this.habits = habits;
        this.random = new Random(seed);
        this.speaker = speaker(habits, random.nextDouble());
        this.sparkplug = new Sparkplug(name, ASSET);
        this.clockOffMs = random.nextDouble() >= habits.wrongClocks()
                ? 0
                : random.nextBoolean() ? AHEAD.toMillis() : -BEHIND.toMillis();
    }

    private static Speaker speaker(Habits habits, double lot) {
        double left = lot - habits.kura();
        if (left < 0) {
            return Speaker.KURA;
        }
        left -= habits.kuraJson();
        if (left < 0) {
            return Speaker.KURA_JSON;
        }
        return left < habits.sparkplug() ? Speaker.SPARKPLUG : Speaker.OURS;
    }

    Speaker speaker() {
        return speaker;
    }

    /** By how much this gateway's clock is wrong. */
    long clockOffMs() {
        return clockOffMs;
    }

    /** Whose numbers it gives; the same for the whole run. */
    String spool() {
        return "load-" + run;
    }

    /** The device in the messages' topic and series. */
    static String asset() {
        return ASSET;
    }

    /**
     * The next message that is no repetition.
     *
     * @param nowMs the true time
     */
    Outgoing next(long nowMs) {
        double lot = random.nextDouble() * (1 - habits.duplicates());
        return lot < habits.poison() ? poison(nowMs) : good(nowMs);
    }

    /** Whether the next turn repeats an acknowledged message. */
    boolean repeats() {
        return habits.duplicates() > 0 && random.nextDouble() < habits.duplicates();
    }

    /** Whether acknowledged messages are worth keeping. */
    boolean remembers() {
        return habits.duplicates() > 0;
    }

    private Outgoing good(long nowMs) {
        long own = nowMs + clockOffMs;
        long measured = own;
        if (random.nextDouble() < habits.late()) {
            measured = own
                    - LEAST_LATE.toMillis()
                    - random.nextLong(LATEST.minus(LEAST_LATE).toMillis());
        } else if (lastMeasuredAtMs > 0 && random.nextDouble() < habits.sameMillisecond()) {
            measured = lastMeasuredAtMs;
        }
        lastMeasuredAtMs = measured;
        seq++;
        if (speaker == Speaker.SPARKPLUG) {
            byte[] data = sparkplug.deviceData(own, measured, readings(measured, true));
            return new Outgoing(sparkplug.ofDevice("DDATA"), data, Expectation.STORED, seq, channels, measured);
        }
        byte[] bytes = encode(telemetry(ASSET, measured, own, true), habits.gzip());
        return new Outgoing(topic, bytes, Expectation.STORED, seq, channels, measured);
    }

    private KuraPayload telemetry(String asset, long measuredMs, long sentMs, boolean numbered) {
        List<ChannelReading> readings = readings(measuredMs, numbered);
        if (speaker == Speaker.OURS) {
            var message = new TelemetryMessage(
                    asset, readings, Optional.of(Instant.ofEpochMilli(sentMs)), new Origin(true, vouches()));
            return numbered ? new SpoolMark(spool(), seq).on(message.toPayload()) : message.toPayload();
        }
        return Births.wires(asset, measuredMs, readings);
    }

    /** A clock that is behind was never set, and a gateway of ours knows; one that is ahead was set, and wrong. */
    private boolean vouches() {
        return clockOffMs >= 0;
    }

    private List<ChannelReading> readings(long measuredMs, boolean numbered) {
        Instant measured = Instant.ofEpochMilli(measuredMs);
        List<ChannelReading> readings = new ArrayList<>(channels);
        if (numbered) {
            readings.add(reading(ProofNumber.CHANNEL, new ProofNumber(run, seq).value(), "1", measured));
        }
        for (int i = 1; i < channels || readings.isEmpty(); i++) {
            int kind = (i - 1) % NAMES.length;
            readings.add(reading(channel(i), value(kind, measuredMs), UNITS[kind], measured));
        }
        return readings;
    }

    /** Name of the channel after the proof number, from 1. */
    private static String channel(int number) {
        String kind = NAMES[(number - 1) % NAMES.length];
        return number <= NAMES.length ? kind : kind + "-" + (number - 1) / NAMES.length;
    }

    private static ChannelReading reading(String channel, double value, String unit, Instant measured) {
        return new ChannelReading(
                channel, OptionalDouble.of(value), Optional.of(measured), unit, "GOOD", Optional.empty());
    }

    /** A tide with noise, to three digits as instruments give them. */
    private double value(int kind, long atMs) {
        double tide = Math.sin(atMs / 4.47e7 * 2 * Math.PI + kind);
        return Math.round((20 + 5 * tide + random.nextGaussian() * 0.05) * 1000) / 1000.0;
    }

    private byte[] encode(KuraPayload payload, boolean gzip) {
        return speaker == Speaker.KURA_JSON ? Births.json(payload) : KuraCodec.encode(payload, gzip);
    }

    /** What no reader makes sense of; it has no number, or the number would be missed for ever. */
    private Outgoing poison(long nowMs) {
        KuraPayload sound = telemetry(ASSET, nowMs, nowMs, false);
        return switch (random.nextInt(4)) {
            case 0 -> rejected(topic, cut(KuraCodec.encode(sound)));
            case 1 -> rejected(topic, brokenGzip());
            case 2 ->
                rejected(
                        new KuraTopic.Data(name.account(), name.client(), "CAM-V1", "unheard-of/" + ASSET).name(),
                        KuraCodec.encode(sound));
            default ->
                rejected(
                        topic,
                        KuraCodec.encode(
                                telemetry("../%d/\u0007".formatted(random.nextInt(100)), nowMs, nowMs, false)));
        };
    }

    private static Outgoing rejected(String topic, byte[] payload) {
        return new Outgoing(topic, payload, Expectation.REJECTED, 0, 0, 0);
    }

    /** Within its last field, so that no reader can take the rest for a whole message. */
    private static byte[] cut(byte[] whole) {
        return java.util.Arrays.copyOf(whole, whole.length - 1);
    }

    /** The magic number of gzip, and then nothing of the kind. */
    private byte[] brokenGzip() {
        byte[] bytes = new byte[40];
        random.nextBytes(bytes);
        bytes[0] = 0x1f;
        bytes[1] = (byte) 0x8b;
        bytes[2] = 0x00;
        return bytes;
    }

    /** What the gateway says when it has connected. */
    List<Outgoing> births(long nowMs, long uptimeMs) {
        long own = nowMs + clockOffMs;
        if (speaker != Speaker.SPARKPLUG) {
            return List.of(announcement(Births.birth(name, speaker, own, uptimeMs), MessageKind.BIRTH));
        }
        List<String> names = new ArrayList<>(List.of(ProofNumber.CHANNEL));
        for (int i = 1; i < channels; i++) {
            names.add(channel(i));
        }
        return List.of(
                announcement(sparkplug.ofNode("NBIRTH"), sparkplug.nodeBirth(own)),
                announcement(sparkplug.ofDevice("DBIRTH"), sparkplug.deviceBirth(own, names)));
    }

    /** What it says before it goes. */
    Outgoing farewell(long nowMs, long uptimeMs) {
        return speaker == Speaker.SPARKPLUG
                ? will()
                : announcement(Births.farewell(name, nowMs + clockOffMs, uptimeMs), MessageKind.DC);
    }

    private Outgoing announcement(KuraPayload payload, MessageKind kind) {
        return announcement(lifecycle(kind), encode(payload, habits.gzip()));
    }

    private static Outgoing announcement(String where, byte[] payload) {
        return new Outgoing(where, payload, Expectation.ANNOUNCED, 0, 0, 0);
    }

    private String lifecycle(MessageKind kind) {
        return KuraTopic.lifecycle(name.account(), name.client(), kind).name();
    }

    /** What the broker is to say when the line breaks; Kura's has no content. */
    Outgoing will() {
        return speaker == Speaker.SPARKPLUG
                ? announcement(sparkplug.ofNode("NDEATH"), Sparkplug.nodeDeath())
                : announcement(lifecycle(MessageKind.LWT), new byte[0]);
    }
}
