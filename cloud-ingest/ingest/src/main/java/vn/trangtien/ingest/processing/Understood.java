package vn.trangtien.ingest.processing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.LineCrossed;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Sighting;
import vn.trangtien.ingest.reports.StoredReport;
import vn.trangtien.ingest.timeseries.Point;
import vn.trangtien.wire.SpoolMark;

/** What a message says, once it is decoded and checked. */
sealed interface Understood {

    GatewayId gateway();

    /** How a repetition of the message is recognised; empty where repeating does no harm. */
    Optional<Identity> identity();

    Sighting sighting();

    /** A message is the same as another of the same identity. */
    sealed interface Identity {

        /** Ours: the gateway numbers its messages. */
        record Numbered(SpoolMark mark) implements Identity {}

        /** Foreign: SHA-256 over topic and payload, in hex. */
        record Hashed(String hash) implements Identity {}
    }

    /** Values of one device. */
    record Telemetry(
            GatewayId gateway,
            Optional<Identity> identity,
            Sighting sighting,
            String asset,
            List<Observation> observations,
            List<Point> points,
            boolean clockTrusted)
            implements Understood {}

    /** A picture. */
    record Picture(
            GatewayId gateway,
            Optional<Identity> identity,
            Sighting sighting,
            String camera,
            Instant takenAt,
            int width,
            int height,
            byte[] jpeg)
            implements Understood {}

    /** An object passed a line. */
    record Crossing(GatewayId gateway, Optional<Identity> identity, Sighting sighting, LineCrossed event)
            implements Understood {}

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

    /** Birth, goodbye, loss. */
    record Lifecycle(GatewayId gateway, Optional<Identity> identity, Sighting sighting) implements Understood {}
}
