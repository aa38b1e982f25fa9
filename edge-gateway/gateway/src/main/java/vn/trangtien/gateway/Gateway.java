package vn.trangtien.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.gateway.clock.TimeSync;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.counter.CounterFile;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.link.Announcements;
import vn.trangtien.gateway.link.CloudLink;
import vn.trangtien.gateway.link.LinkFault;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.link.MachineFacts;
import vn.trangtien.gateway.poll.DeviceCommands;
import vn.trangtien.gateway.poll.Poller;
import vn.trangtien.gateway.report.GatewayReporter;
import vn.trangtien.gateway.report.ReportPart;
import vn.trangtien.gateway.rules.RuleStatus;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolClock;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.view.ChannelNow;
import vn.trangtien.gateway.view.DeviceStatus;
import vn.trangtien.gateway.view.ErrorNotes;
import vn.trangtien.gateway.view.GatewayStatusReport;
import vn.trangtien.wire.KuraPosition;

/**
 * A running gateway: reads its devices and cameras from {@link #start} to {@link #close}, whether or not the cloud can be
 * reached, and delivers every kept message at least once.
 *
 * <p>Two halves: spool, link and counters stay as long as the gateway; what is measured is replaced by {@link #exchange}. The link
 * is renewed only if the change concerns it.
 *
 * <p>Threads: one for each bus with devices, one for the link, one for the counters, one for reports, one until the clock is right, one for rules if there are any, four of the MQTT client while connected, and the cameras' own.
 */
public final class Gateway implements DeviceCommands, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private volatile GatewayIdentity identity;
    private final GatewayParts parts;
    private final String id;
    private final Spool spool;
    private final Outbox outbox;
    private final CounterFile counters;
    private final ErrorNotes errors;
    private final TimeSync time;
    private final GatewayReporter reporter;

    private volatile CloudLink link;
    private volatile Measuring measuring;
    private volatile GatewayConfig config;
    private boolean started;
    private boolean reading;
    private boolean closed;

    private Gateway(
            GatewayConfig config, GatewayIdentity identity, GatewayParts parts, Spool spool, CounterFile counters)
            throws EnrolmentException {
        this.config = config;
        this.identity = identity;
        this.parts = parts;
        this.id = config.id();
        this.spool = spool;
        this.counters = counters;
        this.errors = new ErrorNotes(parts.clock());
        this.time = new TimeSync(id, parts.clockTrusted(), parts.deviceClock(), spool);
        this.link = link(config);
        this.outbox = new Outbox(id, spool, () -> wake());
        this.reporter = new GatewayReporter(
                identity.account(),
                id,
                spool,
                outbox,
                time::isTrusted,
                List.of(
                        ReportPart.link(() -> link.status().connects()),
                        ReportPart.software(parts.version()),
                        ReportPart.certificate(() -> this.identity.chain().stream()
                                .findFirst()
                                .map(own -> own.getNotAfter().toInstant())),
                        ReportPart.clock(time::correction),
                        facts -> measuring.report(facts)));
        this.measuring = measuring(config);
    }

    /**
     * Opens the spool and prepares everything; nothing runs before {@link #start}.
     *
     * @throws ConfigException if configuration and identity are of different gateways
     * @throws SpoolException if another process has the spool
     * @throws EnrolmentException if the identity's key cannot be used
     */
    public static Gateway open(GatewayConfig config, GatewayIdentity identity, GatewayParts parts)
            throws SpoolException, EnrolmentException {
        requireOurs(config, identity);
        Spool spool = Spool.openOnAnyDisk(
                parts.dataDirectory().resolve("spool.db"),
                limits(config),
                config.publish().gzip(),
                SpoolClock.of(parts.clock()));
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

    private static SpoolLimits limits(GatewayConfig config) {
        return new SpoolLimits(config.publish().maxBytes(), config.publish().keep());
    }

    private static void requireOurs(GatewayConfig config, GatewayIdentity identity) {
        if (!config.id().equals(identity.clientId())) {
            throw new ConfigException(
                    "gateway.id must be the name in the certificate, '%s', but was '%s'; correct it or enrol again"
                            .formatted(identity.clientId(), config.id()));
        }
    }

    /** Begins to read and to deliver; returns at once. */
    public synchronized void start() {
        if (started || closed) {
            throw new IllegalStateException("gateway %s can be started once, but was %s"
                    .formatted(id, closed ? "closed already" : "started already"));
        }
        started = true;
        reading = true;
        time.start();
        link.start();
        measuring.start();
        reporter.start();
    }

    /**
     * Goes on with another configuration. What is in the spool stays; devices and cameras are opened anew; the link is renewed if
     * the change concerns it.
     *
     * @throws ConfigException if the new one cannot be opened; the old one goes on then
     */
    public synchronized void exchange(GatewayConfig next) throws EnrolmentException {
        requireOurs(next, identity);
        if (closed) {
            throw new IllegalStateException("gateway %s has been closed".formatted(id));
        }
        GatewayConfig before = config;
        measuring.close();
        try {
            measuring = measuring(next);
        } catch (RuntimeException e) {
            measuring = measuring(before);
            resumeReading();
            throw e;
        }
        config = next;
        spool.limit(limits(next), next.publish().gzip());
        resumeReading();
        if (!sameLink(before, next)) {
            relink(next);
        }
        LOG.info(
                "gateway={} configuration=exchanged devices={}",
                id,
                next.devices().size());
    }

    private void resumeReading() {
        if (reading) {
            measuring.start();
        }
    }

    /** Whether birth and connection would be the same. */
    private static boolean sameLink(GatewayConfig one, GatewayConfig other) {
        return one.site().equals(other.site())
                && one.cloud().equals(other.cloud())
                && one.simulated() == other.simulated()
                && one.publish().gzip() == other.publish().gzip()
                && one.publish().perSecond() == other.publish().perSecond();
    }

    private void relink(GatewayConfig next) throws EnrolmentException {
        CloudLink fresh = link(next);
        if (started) {
            link.close();
        }
        // Before it starts, lest it sleeps over what is kept meanwhile.
        link = fresh;
        if (started) {
            fresh.start();
        }
    }

    private CloudLink link(GatewayConfig of) throws EnrolmentException {
        var announcements = new Announcements(
                        identity.account(),
                        id,
                        of.site().name(),
                        KuraPosition.of(of.site().latitude(), of.site().longitude()),
                        MachineFacts.find(parts.hardwareId(), parts.version(), of.simulated() ? "simulated" : ""),
                        of.publish().gzip(),
                        parts.clock())
                .withApplications(this::applications);
        LinkSettings settings = parts.link().orElseGet(() -> LinkSettings.of(of.cloud(), of.publish()));
        return CloudLink.overTls(
                identity, announcements, parts.inbox(), time::awaitTrusted, spool, settings, new Random(id.hashCode()));
    }

    private List<String> applications() {
        List<String> all = new ArrayList<>(Announcements.MEASURING);
        all.addAll(parts.applications().get());
        return all;
    }

    private Measuring measuring(GatewayConfig of) {
        return Measuring.open(
                identity.account(), of, parts.withClockTrusted(time::isTrusted), outbox, counters, errors);
    }

    /** Tells the link that the spool holds something new. */
    public void wake() {
        link.wake();
    }

    /**
     * Goes on with another certificate; towards the same broker. The one before is used again if the broker refuses it.
     *
     * @see CloudLink#renew
     */
    public CompletableFuture<LinkFault> renew(GatewayIdentity next) throws EnrolmentException {
        requireOurs(config, next);
        GatewayIdentity here = next.at(identity.broker());
        return link.renew(here).thenApply(fault -> {
            if (fault == LinkFault.NONE) {
                identity = here;
            }
            return fault;
        });
    }

    /** Who the gateway is at the moment. */
    public GatewayIdentity identity() {
        return identity;
    }

    /** Whether the time of day can be believed. */
    public boolean clockTrusted() {
        return time.isTrusted();
    }

    /** How the gateway stands; any thread, also after closing. */
    public GatewayStatusReport status() {
        List<DeviceStatus> devices = measuring.devices();
        return new GatewayStatusReport(
                id,
                link.status(),
                spool.counters(),
                outbox.lost(),
                outbox.problem(),
                devices.stream().mapToLong(DeviceStatus::readings).sum(),
                devices,
                measuring.cameras());
    }

    /** The last published value of each channel; any thread. */
    public List<ChannelNow> channels() {
        return measuring.channels();
    }

    /** How the rules stand that work here; any thread. */
    public List<RuleStatus> rules() {
        return measuring.rules();
    }

    /** Times that the process of the cameras ended unasked. */
    public long videoCrashes() {
        return measuring.videoCrashes();
    }

    /** Where what goes wrong is noted for people. */
    public ErrorNotes errors() {
        return errors;
    }

    /** Where messages for the cloud are put. */
    public Outbox outbox() {
        return outbox;
    }

    /** What the cloud does not have yet. */
    public Spool spool() {
        return spool;
    }

    /** Tells the cloud of this gateway's work. */
    public GatewayReporter reporter() {
        return reporter;
    }

    /** What is in force. */
    public GatewayConfig config() {
        return config;
    }

    /**
     * Tells a device to do something, such as a lamp to light.
     *
     * @see Poller#command
     */
    @Override
    public CompletableFuture<Void> command(String deviceId, String channel, double value) {
        return measuring.command(deviceId, channel, value);
    }

    /** Reads devices and cameras no more; what is in the spool still goes out. Safe to call twice. */
    public synchronized void stopReading() {
        reading = false;
        measuring.close();
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
        reporter.close();
        time.close();
        if (started) {
            link.close();
        }
        spool.close();
    }
}
