package vn.trangtien.ingest.decoding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Sighting;
import vn.trangtien.ingest.timeseries.Point;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.Origin;

/**
 * Collects the values of one message, of any assets and times, with the rules that hold for every dialect: names that can be
 * keys, values and times that can be, as many as one message may hold, and an ordinal for each. Not thread-safe.
 */
public final class Samples {

    /** More would make one message too large for the records behind it. */
    public static final int MOST = 20_000;

    /** The asset that stands for the gateway itself. */
    public static final String GATEWAY = "node";

    /** A foreign device, which says nothing of its clock or of simulators. */
    public static final Origin FOREIGN = Origin.SILENT;

    private final GatewayId gateway;
    private final Instant receivedAt;
    private final Ordinals ordinals;
    private final List<Observation> observations = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private boolean clockTrusted = true;
    private boolean timed = true;
    private int leftOut;

    public Samples(GatewayId gateway, Instant receivedAt, int ordinal) {
        this.gateway = gateway;
        this.receivedAt = receivedAt;
        this.ordinals = new Ordinals(ordinal);
    }

    /** Adds a value that is to be kept. */
    public void add(String asset, ChannelReading reading, Origin origin) throws Refused {
        Observation observation = observe(asset, reading, origin);
        points.add(new Point(
                observation.channel(),
                observation.value(),
                observation.unit(),
                observation.quality(),
                observation.measuredAt(),
                ordinals.next(observation.channel(), observation.measuredAt()),
                observation.simulated()));
    }

    /** Adds a value that is told to the city and not kept, because its sender asks for that. */
    public void addPassing(String asset, ChannelReading reading, Origin origin) throws Refused {
        observe(asset, reading, origin);
    }

    /**
     * Adds a text, which is no series but a fact: of the gateway, under its name; of one of its assets, as {@code asset.name}.
     */
    public void addText(String asset, String name, String text) throws Refused {
        requireName("device", asset);
        requireName("channel", name);
        String fact = asset.equals(GATEWAY) ? name : asset + "." + name;
        if (Plausibility.isName(fact) && (texts.size() < Plausibility.MAX_FACTS || texts.containsKey(fact))) {
            texts.put(fact, Plausibility.printable(text));
        } else {
            leftOut++;
        }
    }

    /** Counts a table, bytes or whatever else is neither value nor text. */
    public void leaveOut() {
        leftOut++;
    }

    int size() {
        return observations.size();
    }

    public boolean isEmpty() {
        return observations.isEmpty();
    }

    /** Whether every sample says when it was measured. */
    public boolean isTimed() {
        return timed;
    }

    /** The texts so far. */
    public Map<String, String> texts() {
        return texts;
    }

    /** A message of these samples, of which there must be one at least. */
    public Understood.Telemetry telemetry(Mark mark, Sighting sighting) {
        return new Understood.Telemetry(
                gateway,
                mark.identity(),
                sighting,
                observations,
                points,
                texts,
                clockTrusted,
                new Understood.Notes(leftOut, ordinals.collisions()));
    }

    /**
     * The values and texts as one message, or a refusal if there is neither.
     *
     * @param mark of the message; its content proves a repetition only if all samples have a time of their own
     */
    public Decoded decoded(RawMessage raw, Mark mark) throws Refused {
        return decoded(timed && !isEmpty() ? mark : mark.untimed(raw), Sighting.talked(raw.receivedAt()));
    }

    /** As {@link #telemetry}, also of texts alone. */
    Decoded decoded(Mark mark, Sighting sighting) throws Refused {
        if (!isEmpty()) {
            return Decoded.of(telemetry(mark, sighting));
        }
        if (texts.isEmpty()) {
            throw new Refused(Reason.INCOMPLETE, "no value that is a number or true or false, and no text");
        }
        return Decoded.of(new Understood.Attributes(gateway, mark.identity(), sighting, texts));
    }

    private Observation observe(String asset, ChannelReading reading, Origin origin) throws Refused {
        if (observations.size() >= MOST) {
            throw new Refused(
                    Reason.TOO_LARGE, "a message may hold %d values; send them in several messages".formatted(MOST));
        }
        requireName("device", asset);
        requireName("channel", reading.channel());
        var channel = new ChannelRef(gateway.account(), gateway.gateway(), asset, reading.channel());
        Observation observation = Plausibility.observation(channel, reading, origin, receivedAt);
        observations.add(observation);
        clockTrusted &= origin.clockTrusted();
        timed &= reading.measuredAt().isPresent();
        return observation;
    }

    private static void requireName(String what, String name) throws Refused {
        if (!Plausibility.isName(name)) {
            throw new Refused(Reason.BAD_NAME, Plausibility.nameRule(what, name));
        }
    }
}
