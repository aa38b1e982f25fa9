package vn.trangtien.city.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.Observation;

/** The cloud ingest as this service needs it. Implementations are thread-safe and wait for a bounded time. */
public interface Ingest {

    /**
     * A gateway of the registry.
     *
     * @param lat degrees north, WGS 84; absent when nobody said
     * @param state NEVER_SEEN, ONLINE, OFFLINE or MISSING
     * @param since when it got into its state
     */
    record Gateway(
            String account,
            String gateway,
            String name,
            @Nullable Double lat,
            @Nullable Double lon,
            String kind,
            String state,
            Instant since,
            @Nullable Instant lastMessageAt) {

        /** {@code account/gateway}. */
        public String path() {
            return account + "/" + gateway;
        }
    }

    /**
     * A camera.
     *
     * @param camera its name within the gateway
     * @param object key of its newest picture, absent while there is none
     */
    record Camera(
            String account,
            String gateway,
            String camera,

            @Nullable String object,

            @Nullable Instant takenAt) {

        /** {@code account/gateway/camera}. */
        public String path() {
            return account + "/" + gateway + "/" + camera;
        }
    }

    /** One bucket of a series; in an empty bucket there are no numbers. */
    record Point(
            Instant t,
            @Nullable Double avg,
            @Nullable Double min,
            @Nullable Double max) {}

    /** A series in one unit (UCUM), oldest first. */
    record Series(String unit, List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }
    }

    /** Where all messages went, counted in messages. */
    record Conservation(
            long received,
            long stored,
            long duplicate,
            Map<String, Long> rejected,
            long inFlight,
            boolean conserved,
            long gaps) {

        public Conservation {
            rejected = Map.copyOf(rejected);
        }

        public long rejectedInAll() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    List<Gateway> gateways() throws IngestUnavailable;

    List<Camera> cameras() throws IngestUnavailable;

    List<Observation> latest() throws IngestUnavailable;

    /**
     * One channel over time.
     *
     * @param buckets how many points at most
     */
    Series series(String path, Instant from, Instant to, int buckets) throws IngestUnavailable;

    /**
     * How much a counter has grown.
     *
     * @param channel its name within the device
     * @param last its last value
     */
    record Growth(String channel, double grown, double last) {}

    /**
     * How much the counters of a device have grown. What falls began at 0 again.
     *
     * @param device {@code account/gateway/device}
     */
    List<Growth> growth(String device, Instant from, Instant to) throws IngestUnavailable;

    Conservation conservation() throws IngestUnavailable;

    /** The object with this SHA-256 (64 hex digits); empty if the ingest does not have it. */
    Optional<byte[]> picture(String sha256) throws IngestUnavailable;
}
