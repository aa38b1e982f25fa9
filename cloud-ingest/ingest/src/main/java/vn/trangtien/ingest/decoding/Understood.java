package vn.trangtien.ingest.decoding;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.LineCrossed;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Sighting;
import vn.trangtien.ingest.reports.StoredReport;
import vn.trangtien.ingest.timeseries.Point;
import vn.trangtien.wire.SpoolMark;

/** What a message says, once it is decoded and checked. */
public sealed interface Understood {

    GatewayId gateway();

    /** How a repetition of the message is recognised; empty where repeating does no harm. */
    Optional<Identity> identity();

    Sighting sighting();

    /** Texts that the message says of the gateway and what hangs on it; added to the gateway's facts. */
    default Map<String, String> attributes() {
        return Map.of();
    }

    /** A message is the same as another of the same identity. */
    sealed interface Identity {

        /** Ours: the gateway numbers its messages. */
        record Numbered(SpoolMark mark) implements Identity {}

        /** Foreign: SHA-256 over topic and payload, in hex. */
        record Hashed(String hash) implements Identity {}
    }

    /**
     * Values, of one asset or several, each with its own time.
     *
     * @param observations one at least, in the order of the message
     * @param points those of them that are to be kept
     * @param attributes texts that came with the values; they are no series
     */
    record Telemetry(
            GatewayId gateway,
            Optional<Identity> identity,
            Sighting sighting,
            List<Observation> observations,
            List<Point> points,
            Map<String, String> attributes,
            boolean clockTrusted,
            Notes notes)
            implements Understood {

        public Telemetry {
            observations = List.copyOf(observations);
            points = List.copyOf(points);
            attributes = Map.copyOf(attributes);
        }

        /** The assets that the message speaks of. */
        public Set<String> assets() {
            Set<String> assets = Set.of();
            for (Observation one : observations) {
                String asset = one.channel().asset();
                if (!assets.contains(asset)) {
                    Set<String> more = new LinkedHashSet<>(assets);
                    more.add(asset);
                    assets = more;
                }
            }
            return assets;
        }

        /** The same with other values: those that are used, and those that are stored. */
        public Telemetry with(List<Observation> used, List<Point> stored) {
            return new Telemetry(gateway, identity, sighting, used, stored, attributes, clockTrusted, notes);
        }
    }

    /**
     * What a message held and what nobody will find in the store; to be counted.
     *
     * @param leftOut tables, bytes and whatever else is neither value nor text
     * @param collisions samples beyond the thousandth of one channel in one millisecond; each replaces another one
     */
    record Notes(int leftOut, int collisions) {}

    /** What a gateway says of itself or of an asset, to be added to what is known of it. */
    record Attributes(GatewayId gateway, Optional<Identity> identity, Sighting sighting, Map<String, String> attributes)
            implements Understood {}

    /**
     * A Sparkplug message. Only with the state of its node can be told what it says, see {@link SparkplugSession}.
     *
     * @param ordinal of its samples
     */
    record OfNode(
            GatewayId gateway, Optional<Identity> identity, Sighting sighting, int ordinal, SparkplugMessage message)
            implements Understood {}

    /** What one camera tells. */
    sealed interface OfCamera extends Understood {

        String camera();
    }

    /**
     * A picture.
     *
     * @param object which it shows best; empty for the whole view
     * @param clearFor purpose for which persons are shown in it; empty when they are hidden
     */
    record Picture(
            GatewayId gateway,
            Optional<Identity> identity,
            Sighting sighting,
            String camera,
            Instant takenAt,
            int width,
            int height,
            Optional<String> object,
            Optional<String> clearFor,
            byte[] jpeg)
            implements OfCamera {}

    /**
     * A film of one object.
     *
     * @param clearFor purpose for which persons are shown in it; empty when they are hidden
     */
    record Film(
            GatewayId gateway,
            Optional<Identity> identity,
            Sighting sighting,
            String camera,
            Instant startedAt,
            Duration length,
            String object,
            Optional<String> clearFor,
            byte[] mp4)
            implements OfCamera {}

    /**
     * The state of an object.
     *
     * @param plateText its number plate, where the camera's policy lets it be told
     */
    record Seen(
            GatewayId gateway,
            Optional<Identity> identity,
            Sighting sighting,
            ObjectSeen event,
            Optional<String> plateText)
            implements OfCamera {

        @Override
        public String camera() {
            return event.camera();
        }
    }

    /** Something in a view began or is over. */
    record Alerted(GatewayId gateway, Optional<Identity> identity, Sighting sighting, CameraAlert event)
            implements OfCamera {

        @Override
        public String camera() {
            return event.camera();
        }
    }

    /** An object passed a line. */
    record Crossing(GatewayId gateway, Optional<Identity> identity, Sighting sighting, LineCrossed event)
            implements OfCamera {

        @Override
        public String camera() {
            return event.camera();
        }
    }

    /**
     * What a gateway tells of its own work.
     *
     * @param evicted numbers of its spool that will never come
     */
    record Report(
            GatewayId gateway, Optional<Identity> identity, Sighting sighting, StoredReport report, SeqSet evicted)
            implements Understood {}

    /** A rule on the gateway began or ceased to hold. */
    record Rule(GatewayId gateway, Optional<Identity> identity, Sighting sighting, EdgeEvent event)
            implements Understood {}

    /** A message of which nothing but its number was read, see {@link Dialect#recognise}. */
    record Unread(GatewayId gateway, Optional<Identity> identity, Sighting sighting) implements Understood {}

    /** Birth, goodbye, loss. */
    record Lifecycle(GatewayId gateway, Optional<Identity> identity, Sighting sighting) implements Understood {}
}
