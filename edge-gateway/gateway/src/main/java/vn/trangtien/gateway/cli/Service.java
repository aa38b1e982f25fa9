package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.gateway.GatewayParts;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.enrol.HardwareId;
import vn.trangtien.gateway.host.GatewayHost;
import vn.trangtien.gateway.host.HostParts;
import vn.trangtien.gateway.remote.deploy.DeployException;
import vn.trangtien.gateway.remote.deploy.DeployHandler;
import vn.trangtien.gateway.remote.deploy.Releases;
import vn.trangtien.gateway.remote.deploy.Trial;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.view.GatewayStatusReport;

/** A gateway as a service: it tells its supervisor how it stands, ends in good order, and watches over the trial of an update. */
final class Service implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(15);

    private final GatewayHost host;
    private final Supervisor supervisor;
    private Optional<Trial> trial;
    private final Optional<DeployHandler> deploy;
    private final CompletableFuture<End> end;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long lastSign = System.nanoTime();

    /** Why it ended. */
    enum End {
        STOPPED,
        /** The launcher shall start what is current now. */
        AGAIN
    }

    private Service(
            GatewayHost host,
            Supervisor supervisor,
            Optional<Trial> trial,
            Optional<DeployHandler> deploy,
            CompletableFuture<End> end) {
        this.host = host;
        this.supervisor = supervisor;
        this.trial = trial;
        this.deploy = deploy;
        this.end = end;
    }

    static Service open(Place place, GatewayIdentity identity, Workshop workshop, Clock clock, Supervisor supervisor)
            throws IOException, InvalidConfigException, SpoolException, EnrolmentException {
        var end = new CompletableFuture<End>();
        DeviceClock deviceClock = DeviceClock.system();
        GatewayParts gateway = GatewayParts.of(place.data(), workshop.hardware(deviceClock, clock), deviceClock, clock)
                .withSoftware(GatewayCommand.version(), HardwareId.ofThisMachine());
        HostParts parts =
                HostParts.of(place.config(), identity, gateway).withPage().withRestart(() -> end.complete(End.AGAIN));
        Releases releases = place.releases();
        SSLSocketFactory tls = identity.sslContext().getSocketFactory();
        var deploy = new CompletableFuture<DeployHandler>();
        if (Place.isInstalled()) {
            parts = parts.withApplication(remote -> {
                var handler = new DeployHandler(remote, releases, Optional.of(tls));
                deploy.complete(handler);
                return handler;
            });
        }
        GatewayHost host = GatewayHost.open(parts);
        try {
            Optional<Trial> trial = Place.isInstalled()
                    ? Trial.begin(
                            releases,
                            host.gateway().config().remote().healthyWithin(),
                            System::nanoTime,
                            () -> host.status().spool().delivered())
                    : Optional.empty();
            return new Service(host, supervisor, trial, Optional.ofNullable(deploy.getNow(null)), end);
        } catch (DeployException e) {
            host.close();
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    void start() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endInGoodOrder, "shutdown"));
        host.start();
        deploy.ifPresent(DeployHandler::tellOutcome);
        supervisor.ready(standing());
        LOG.info(
                "gateway={} version={} release={} state=running",
                host.status().gateway(),
                GatewayCommand.version(),
                System.getProperty("trangtien.release", "none"));
    }

    /** Blocks until somebody wants it to end. */
    End untilStopped() throws InterruptedException {
        while (true) {
            try {
                return end.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                look();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void look() {
        trial.ifPresent(running -> {
            switch (running.look()) {
                case CONFIRMED -> {
                    // Once: later it would speak of the next order, which is still being carried out.
                    trial = Optional.empty();
                    deploy.ifPresent(DeployHandler::tellOutcome);
                }
                case TAKEN_BACK -> end.complete(End.AGAIN);
                case PENDING -> {}
            }
        });
        long now = System.nanoTime();
        Duration patience = supervisor.watchdog().orElse(Duration.ofMinutes(1)).dividedBy(3);
        if (now - lastSign > patience.toNanos()) {
            lastSign = now;
            // The state is asked of every part: one that hangs gives no sign of life.
            supervisor.alive(standing());
        }
    }

    private String standing() {
        GatewayStatusReport now = host.status();
        return "link %s, %d waiting, %d readings"
                .formatted(now.link().state(), now.spool().depth(), now.readings());
    }

    /** On SIGTERM: the main thread closes, and the process must not end before it has. */
    private void endInGoodOrder() {
        end.complete(End.STOPPED);
        try {
            if (!closed.await(LONGEST_CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("state=closing reason=\"not closed within {} s\"", LONGEST_CLOSING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        supervisor.stopping();
        host.close();
        LOG.info("state=stopped");
        closed.countDown();
    }
}
