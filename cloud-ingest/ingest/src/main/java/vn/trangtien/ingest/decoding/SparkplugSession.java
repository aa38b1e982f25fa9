package vn.trangtien.ingest.decoding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.SparkplugMetric.Value;
import vn.trangtien.ingest.registry.GatewayState.Signal;
import vn.trangtien.ingest.registry.Sighting;
import vn.trangtien.wire.ChannelReading;

/**
 * One step of the conversation with a Sparkplug edge node: from what is remembered and the next message to what the message says
 * and what is remembered then. Pure; an instance serves for one step.
 *
 * <p>A message with an alias that no birth has explained is refused as a whole, because then the births that are known are out of
 * date, and what the other aliases seem to say may be wrong; it can be replayed after the next birth. After a gap in the numbers
 * values that came by alias are uncertain until then, for the same reason.
 */
public final class SparkplugSession {

    /** A node is asked for a birth at most this often; each may be thousands of metrics. */
    static final Duration BETWEEN_REBIRTHS = Duration.ofSeconds(30);

    private static final String STALE = "STALE";
    private static final int MOST_DEVICES = 1_000;
    private static final int SEQ_COUNT = 256;

    /**
     * What came of a message.
     *
     * @param rebirth whether the node is now to be asked for a birth
     * @param missed messages that are missing before this one
     */
    public record Step(SparkplugState after, Decoded decoded, boolean rebirth, int missed) {}

    private final Understood.OfNode said;
    private final SparkplugMessage message;
    private final Instant receivedAt;
    private final Samples samples;
    private final Map<String, SparkplugBirth> births;
    private OptionalInt bdSeq;
    private OptionalInt seq;
    private boolean doubtful;
    private int missed;
    private boolean rebirthWanted;

    private SparkplugSession(SparkplugState before, Understood.OfNode said) {
        this.said = said;
        this.message = said.message();
        this.receivedAt = said.sighting().at();
        this.samples = new Samples(said.gateway(), receivedAt, said.ordinal());
        this.births = new HashMap<>(before.births());
        this.bdSeq = before.bdSeq();
        this.seq = before.seq();
        this.doubtful = before.doubtful();
    }

    public static Step take(SparkplugState before, Understood.OfNode said) {
        var session = new SparkplugSession(before, said);
        Decoded decoded;
        try {
            decoded = session.decode();
        } catch (Refused refused) {
            decoded = Decoded.of(refused.rejection());
        }
        boolean rebirth = session.rebirthWanted && session.mayAsk(before.askedAt());
        var after = new SparkplugState(
                session.bdSeq,
                session.seq,
                session.doubtful,
                before.gaps() + session.missed,
                rebirth ? Optional.of(session.receivedAt) : before.askedAt(),
                session.births);
        return new Step(after, decoded, rebirth, session.missed);
    }

    private Decoded decode() throws Refused {
        if (message.kind() == SparkplugMessage.Kind.NBIRTH) {
            return nodeBirth();
        }
        if (message.kind() == SparkplugMessage.Kind.NDEATH) {
            return nodeDeath();
        }
        count();
        return switch (message.kind()) {
            case DBIRTH -> deviceBirth();
            case DDEATH -> deviceDeath();
            default -> data();
        };
    }

    private Decoded nodeBirth() throws Refused {
        SparkplugBirth birth = birth();
        births.clear();
        births.put(Samples.GATEWAY, birth);
        bdSeq = told(SparkplugNames.BD_SEQ);
        seq = message.seq();
        doubtful = false;
        var born = new Sighting(
                Signal.BORN, receivedAt, Plausibility.saidAt(message.timestampMs()), Optional.of(samples.texts()));
        return Decoded.of(
                samples.isEmpty()
                        ? new Understood.Lifecycle(said.gateway(), said.identity(), born)
                        : samples.telemetry(mark(), born));
    }

    private Decoded deviceBirth() throws Refused {
        if (births.size() > MOST_DEVICES && !births.containsKey(message.asset())) {
            throw new Refused(
                    Reason.TOO_LARGE, "a node may have %d devices; let further ones be nodes".formatted(MOST_DEVICES));
        }
        births.put(message.asset(), birth());
        if (samples.isEmpty() && samples.texts().isEmpty()) {
            return Decoded.of(new Understood.Lifecycle(said.gateway(), said.identity(), said.sighting()));
        }
        return samples.decoded(mark(), said.sighting());
    }

    /** Explains the metrics and takes their values. */
    private SparkplugBirth birth() throws Refused {
        var explained = new ArrayList<SparkplugBirth.Metric>();
        Set<String> channels = new HashSet<>();
        for (SparkplugMetric metric : message.metrics()) {
            String base = metric.name()
                    .filter(name -> !name.isEmpty())
                    .orElseThrow(() -> new Refused(Reason.INCOMPLETE, "a metric of a birth has no name"));
            String name = SparkplugNames.full(base, metric.member());
            boolean isMember = !metric.member().isEmpty();
            if (isMember && metric.alias().isPresent()) {
                explained.add(new SparkplugBirth.Metric(base, metric.alias().getAsLong(), 0, ""));
            }
            var explanation = new SparkplugBirth.Metric(
                    name,
                    isMember || metric.alias().isEmpty()
                            ? null
                            : (Long) metric.alias().getAsLong(),
                    metric.datatype(),
                    metric.unit());
            explained.add(explanation);
            if (!SparkplugNames.isAboutProtocol(name)) {
                if (!channels.add(SparkplugNames.channel(name))) {
                    throw new Refused(
                            Reason.BAD_NAME,
                            "two metrics would be the channel '%s'; call one of them otherwise"
                                    .formatted(SparkplugNames.channel(name)));
                }
                take(name, metric, Optional.of(explanation), false);
            }
        }
        return new SparkplugBirth(explained);
    }

    private Decoded data() throws Refused {
        Optional<SparkplugBirth> birth = Optional.ofNullable(births.get(message.asset()));
        rebirthWanted |= birth.isEmpty();
        for (SparkplugMetric metric : message.metrics()) {
            boolean byAlias = metric.name().isEmpty();
            String name = SparkplugNames.full(
                    byAlias ? name(metric, birth) : metric.name().orElseThrow(), metric.member());
            if (!SparkplugNames.isAboutProtocol(name)) {
                take(name, metric, birth.flatMap(known -> known.named(name)), byAlias);
            }
        }
        if (samples.isEmpty() && samples.texts().isEmpty()) {
            return Decoded.of(new Understood.Lifecycle(said.gateway(), said.identity(), said.sighting()));
        }
        return samples.decoded(mark(), said.sighting());
    }

    private String name(SparkplugMetric metric, Optional<SparkplugBirth> birth) throws Refused {
        OptionalLong alias = metric.alias();
        if (alias.isEmpty()) {
            throw new Refused(Reason.INCOMPLETE, "a metric has neither name nor alias");
        }
        Optional<String> name =
                birth.flatMap(known -> known.aliased(alias.getAsLong())).map(SparkplugBirth.Metric::name);
        rebirthWanted |= name.isEmpty();
        return name.orElseThrow(() -> new Refused(
                Reason.UNKNOWN_ALIAS,
                "no birth of '%s' has explained the alias %s; replay after the next birth"
                        .formatted(message.asset(), Long.toUnsignedString(alias.getAsLong()))));
    }

    private Decoded deviceDeath() throws Refused {
        SparkplugBirth birth = births.remove(message.asset());
        if (birth == null) {
            rebirthWanted = true;
            return Decoded.of(new Understood.Lifecycle(said.gateway(), said.identity(), said.sighting()));
        }
        stale(message.asset(), birth, instant(message.timestampMs()));
        return samples.isEmpty()
                ? Decoded.of(new Understood.Lifecycle(said.gateway(), said.identity(), said.sighting()))
                : Decoded.of(samples.telemetry(mark(), said.sighting()));
    }

    /** The will of an earlier connection may come after the birth of the next one, and then it is no news. */
    private Decoded nodeDeath() throws Refused {
        OptionalInt of = told(SparkplugNames.BD_SEQ);
        if (bdSeq.isEmpty() || !of.equals(bdSeq)) {
            return Decoded.aside();
        }
        for (Map.Entry<String, SparkplugBirth> birth : births.entrySet()) {
            stale(birth.getKey(), birth.getValue(), Optional.empty());
        }
        births.clear();
        bdSeq = OptionalInt.empty();
        seq = OptionalInt.empty();
        doubtful = false;
        var lost = new Sighting(Signal.LOST, receivedAt, Optional.empty(), Optional.empty());
        return Decoded.of(
                samples.isEmpty()
                        ? new Understood.Lifecycle(said.gateway(), said.identity(), lost)
                        : samples.telemetry(mark(), lost));
    }

    /** Every channel of an asset that is gone, without a value; as many as one message may tell of. */
    private void stale(String asset, SparkplugBirth birth, Optional<Instant> at) throws Refused {
        for (SparkplugBirth.Metric metric : birth.metrics()) {
            if (SparkplugMetric.isNumeric(metric.datatype())
                    && metric.datatype() != 0
                    && !SparkplugNames.isAboutProtocol(metric.name())
                    && samples.size() < Samples.MOST) {
                add(asset, metric.name(), OptionalDouble.empty(), at, metric.unit(), STALE, false);
            }
        }
    }

    private void take(String name, SparkplugMetric metric, Optional<SparkplugBirth.Metric> explained, boolean byAlias)
            throws Refused {
        int datatype = metric.datatype() != 0
                ? metric.datatype()
                : explained.map(SparkplugBirth.Metric::datatype).orElse(0);
        if (metric.value() instanceof Value.Text text) {
            samples.addText(message.asset(), SparkplugNames.channel(name), text.text());
            return;
        }
        OptionalDouble number = metric.number(datatype);
        boolean isMissing = metric.value() instanceof Value.Nothing && SparkplugMetric.isNumeric(datatype);
        if (number.isEmpty() && !isMissing) {
            samples.leaveOut();
            return;
        }
        String quality = SparkplugNames.quality(metric.quality(), isMissing);
        add(
                message.asset(),
                name,
                number,
                instant(metric.timestampMs()).or(() -> instant(message.timestampMs())),
                metric.unit().isEmpty()
                        ? explained.map(SparkplugBirth.Metric::unit).orElse("")
                        : metric.unit(),
                byAlias && doubtful && quality.equals("GOOD") ? "UNCERTAIN" : quality,
                metric.passing());
    }

    private void add(
            String asset,
            String name,
            OptionalDouble number,
            Optional<Instant> at,
            String unit,
            String quality,
            boolean passing)
            throws Refused {
        var reading = new ChannelReading(SparkplugNames.channel(name), number, at, unit, quality, Optional.empty());
        if (passing) {
            samples.addPassing(asset, reading, Samples.FOREIGN);
        } else {
            samples.add(asset, reading, Samples.FOREIGN);
        }
    }

    /** Compares the message's number with the last one and remembers it. */
    private void count() {
        if (seq.isEmpty()) {
            rebirthWanted = true;
            return;
        }
        if (message.seq().isEmpty()) {
            return;
        }
        int now = message.seq().getAsInt();
        int ahead = Math.floorMod(now - seq.getAsInt() - 1, SEQ_COUNT);
        if (ahead == 0) {
            seq = message.seq();
            return;
        }
        doubtful = true;
        rebirthWanted = true;
        // Half a round ahead is rather a message that was overtaken, or one that was numbered twice.
        if (ahead < SEQ_COUNT / 2) {
            missed = ahead;
            seq = message.seq();
        }
    }

    /** A clock that was set back must not keep a node from being asked. */
    private boolean mayAsk(Optional<Instant> askedAt) {
        return askedAt.isEmpty()
                || Duration.between(askedAt.get(), receivedAt).abs().compareTo(BETWEEN_REBIRTHS) >= 0;
    }

    private OptionalInt told(String name) {
        for (SparkplugMetric metric : message.metrics()) {
            if (metric.name().filter(name::equals).isPresent() && metric.value() instanceof Value.Whole whole) {
                return OptionalInt.of((int) (whole.bits() & 0xff));
            }
        }
        return OptionalInt.empty();
    }

    private Mark mark() {
        return new Mark(said.identity(), said.ordinal());
    }

    private static Optional<Instant> instant(OptionalLong epochMillis) {
        return Plausibility.saidAt(epochMillis);
    }
}
