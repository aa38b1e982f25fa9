package vn.trangtien.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.gateway.GatewayStatusReport.CameraState;
import vn.trangtien.gateway.camera.CameraFeed;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.counter.CounterFile;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.link.Announcements;
import vn.trangtien.gateway.link.CloudLink;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.link.MachineFacts;
import vn.trangtien.gateway.poll.Poller;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.Origin;

/**
 * A running gateway: reads its devices and cameras from {@link #start} to {@link #close}, whether or not the cloud can be
 * reached, and delivers every kept message at least once.
 *
 * <p>Threads: one for each bus with devices, one for the link, one for the counters, four of the MQTT client while connected, and the cameras' own.
 */
public final class Gateway implements AutoCloseable {

    private static final Duration USUAL_CAMERA_INTERVAL = Duration.ofSeconds(5);

    private final String id;
    private final Spool spool;
    private final Outbox outbox;
    private final CounterFile counters;
    private final CloudLink link;
    private final TelemetryFeed telemetry;
    private final Poller poller;
    private final List<CameraSource> cameras;
    private final List<CameraFeed> cameraFeeds = new ArrayList<>();

    private boolean started;
    private boolean closed;

    private Gateway(
            GatewayConfig config, GatewayIdentity identity, GatewayParts parts, Spool spool, CounterFile counters)
            throws EnrolmentException {
        this.id = config.id();
        this.spool = spool;
        this.counters = counters;
        this.cameras = parts.cameras();
        // Seeded by the name: gateways differ, and one gateway behaves the same in every run.
        var random = new Random(id.hashCode());
        var announcements = new Announcements(
                identity.account(),
                id,
                config.site().name(),
                KuraPosition.of(config.site().latitude(), config.site().longitude()),
                MachineFacts.find("", parts.version(), config.simulated() ? "simulated" : ""),
                config.publish().gzip(),
                parts.clock());
        LinkSettings settings =
                parts.link().orElseGet(() -> LinkSettings.usual(config.publish().perSecond()));
        this.link = CloudLink.overTls(identity, announcements, spool, settings, random);
        this.outbox = new Outbox(id, spool, link::wake);
        Supplier<Origin> origin =
                () -> new Origin(config.simulated(), parts.clockTrusted().getAsBoolean());
        this.telemetry = new TelemetryFeed(
                identity.account(),
                config,
                parts.drivers(),
                new SampleTime(parts.clock(), parts.deviceClock()),
                parts.clock(),
                origin,
                outbox,
                counters);
        this.poller = new Poller(
                id, config.devices(), parts.drivers(), parts.buses(), parts.deviceClock(), telemetry, random);
        for (CameraSource camera : cameras) {
            Duration every = config.cameras().stream()
                    .filter(entry -> entry.id().equals(camera.id()))
                    .map(CameraEntry::every)
                    .findFirst()
                    .orElse(USUAL_CAMERA_INTERVAL);
            cameraFeeds.add(new CameraFeed(identity.account(), id, camera.id(), every, origin, outbox));
        }
    }

    /**
     * Opens the spool and prepares everything; nothing runs before {@link #start}.
     *
     * @throws ConfigException if configuration and identity are of different gateways
     * @throws SpoolException if the spool cannot be opened
     * @throws EnrolmentException if the identity's key cannot be used
     */
    public static Gateway open(GatewayConfig config, GatewayIdentity identity, GatewayParts parts)
            throws SpoolException, EnrolmentException {
        if (!config.id().equals(identity.clientId())) {
            throw new ConfigException(
                    "gateway.id must be the name in the certificate, '%s', but was '%s'; correct it or enrol again"
                            .formatted(identity.clientId(), config.id()));
        }
        var limits =
                new SpoolLimits(config.publish().maxBytes(), config.publish().keep());
        Spool spool = Spool.open(
                parts.dataDirectory().resolve("spool.db"),
                limits,
                config.publish().gzip(),
                parts.clock());
        CounterFile counters =
                CounterFile.open(config.id(), parts.dataDirectory().resolve("counters.txt"));
        try {
            return new Gateway(config, identity, parts, spool, counters);
        } catch (EnrolmentException | RuntimeException e) {
            counters.close();
            spool.close();
            throw e;
        }
    }

    /** Begins to read and to deliver; returns at once. */
    public synchronized void start() {
        if (started || closed) {
            throw new IllegalStateException("gateway %s can be started once, but was %s"
                    .formatted(id, closed ? "closed already" : "started already"));
        }
        started = true;
        link.start();
        poller.start();
        for (int i = 0; i < cameras.size(); i++) {
            cameras.get(i).start(cameraFeeds.get(i));
        }
    }

    /** How the gateway stands; any thread, also after closing. */
    public GatewayStatusReport status() {
        List<DeviceStatus> devices = telemetry.states();
        return new GatewayStatusReport(
                id,
                link.status(),
                spool.counters(),
                outbox.lost(),
                outbox.problem(),
                devices.stream().mapToLong(DeviceStatus::readings).sum(),
                devices,
                cameraFeeds.stream()
                        .map(feed -> new CameraState(feed.camera(), feed.isAlive(), feed.problem(), feed.messages()))
                        .toList());
    }

    /**
     * Tells a device to do something, such as a lamp to light.
     *
     * @see Poller#command
     */
    public CompletableFuture<Void> command(String deviceId, String channel, double value) {
        return poller.command(deviceId, channel, value);
    }

    /** Reads devices and cameras no more; what is in the spool still goes out. Safe to call twice. */
    public synchronized void stopReading() {
        cameras.forEach(CameraSource::close);
        poller.close();
    }

    /** Stops reading, says goodbye to the cloud and closes the spool, within three seconds. Safe to call twice. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stopReading();
        counters.close();
        if (started) {
            link.close();
        }
        spool.close();
    }
}
