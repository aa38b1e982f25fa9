package vn.trangtien.gateway.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.Gateway;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.page.PageDoor;
import vn.trangtien.gateway.poll.DeviceCommands;
import vn.trangtien.gateway.remote.conf.ConfigurationStore;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.view.GatewayStatusReport;
import vn.trangtien.gateway.view.GatewayView;

/**
 * A gateway as it is installed, from {@link #start} to {@link #close}: runs what its configuration file says, and obeys its
 * cloud. Thread-safe.
 */
public final class GatewayHost implements DeviceCommands, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayHost.class);
    private static final long TICK_MILLIS = 250;

    private final HostParts parts;
    private final Gateway gateway;
    private final RemoteManagement remote;
    private final ScheduledExecutorService ticker;
    private final PageDoor page;
    private String lastLinkError = "";
    private String lastSpoolProblem = "";

    private GatewayHost(HostParts parts, ConfigurationStore store, Gateway gateway, LateInbox inbox)
            throws IOException {
        this.parts = parts;
        this.gateway = gateway;
        this.remote = new RemoteManagement(parts, gateway, store);
        inbox.to(remote.dispatcher());
        this.page = new PageDoor(
                parts.gateway().dataDirectory(),
                new ShownGateway(this),
                parts.gateway().clock(),
                problem -> gateway.errors().add("page", problem));
        String name = parts.identity().clientId() + "/host";
        this.ticker = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        store.ignored().ifPresent(problem -> gateway.errors().add("configuration", problem));
    }

    /**
     * Reads the configuration and prepares everything; nothing runs before {@link #start}. A change that the last run did not live
     * to confirm is taken back; a file that was spoilt on the spot is left alone, and the last good version is used.
     *
     * @throws IOException if the file or the data directory cannot be used
     * @throws InvalidConfigException with every mistake in the file, if there is no good version either
     * @throws SpoolException if the spool cannot be opened
     * @throws EnrolmentException if the identity's key cannot be used
     */
    public static GatewayHost open(HostParts parts)
            throws IOException, InvalidConfigException, SpoolException, EnrolmentException {
        var reader = new ConfigReader(parts.gateway().drivers());
        String file = parts.configuration().toString();
        Path folder = parts.gateway().dataDirectory().resolve("config");
        ConfigurationStore store =
                ConfigurationStore.open(parts.configuration(), folder, yaml -> problem(reader, file, yaml));
        store.ignored().ifPresent(problem -> LOG.error("configuration={} ignored=\"{}\"", file, problem));
        GatewayConfig config = reader.read(file, store.text());
        var inbox = new LateInbox();
        Gateway gateway = Gateway.open(config, parts.identity(), parts.gateway().withInbox(inbox, inbox::applications));
        try {
            return new GatewayHost(parts, store, gateway, inbox);
        } catch (IOException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    private static Optional<String> problem(ConfigReader reader, String file, String yaml) {
        try {
            reader.read(file, yaml);
            return Optional.empty();
        } catch (InvalidConfigException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Begins to read, to deliver and to obey; returns at once. */
    public void start() {
        gateway.start();
        remote.start();
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            remote.configurations().tick();
            noteErrors();
            if (parts.page()) {
                page.follow(gateway.config().page());
            }
        } catch (RuntimeException e) {
            LOG.error("gateway={} unexpected", parts.identity().clientId(), e);
        }
    }

    /** Link and spool tell only how they stand; people want to know what it was last night. */
    private void noteErrors() {
        GatewayStatusReport now = gateway.status();
        if (!now.link().lastError().equals(lastLinkError)) {
            lastLinkError = now.link().lastError();
            gateway.errors().add("link", lastLinkError);
        }
        if (!now.spoolProblem().equals(lastSpoolProblem)) {
            lastSpoolProblem = now.spoolProblem();
            if (!lastSpoolProblem.isEmpty()) {
                gateway.errors().add("spool", lastSpoolProblem);
            }
        }
    }

    /** How the gateway stands; any thread, also after closing. */
    public GatewayStatusReport status() {
        return gateway.status();
    }

    /** Everything that the gateway's own page shows; any thread. */
    public GatewayView view() {
        GatewayConfig config = gateway.config();
        List<Instant> ends = gateway.identity().chain().stream()
                .limit(1)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .toList();
        return new GatewayView(
                parts.identity().account(),
                config.site().name(),
                parts.gateway().clock().instant(),
                gateway.clockTrusted(),
                parts.gateway().version(),
                parts.identity().broker().toString(),
                ends.stream().findFirst(),
                config.simulated(),
                gateway.status(),
                gateway.channels(),
                remote.configurations().standing(),
                gateway.errors().latest());
    }

    /** The gateway that runs; the same one as long as this host. */
    public Gateway gateway() {
        return gateway;
    }

    @Override
    public CompletableFuture<Void> command(String device, String channel, double value) {
        return gateway.command(device, channel, value);
    }

    /** Reads devices and cameras no more; what is in the spool still goes out. Safe to call twice. */
    public void stopReading() {
        gateway.stopReading();
    }

    /**
     * Obeys no more, stops reading, says goodbye to the cloud and closes the spool, within three seconds. A change that is not
     * confirmed is taken back by the next start. Safe to call twice.
     */
    @Override
    public void close() {
        ticker.shutdownNow();
        page.close();
        remote.close();
        gateway.close();
    }
}
