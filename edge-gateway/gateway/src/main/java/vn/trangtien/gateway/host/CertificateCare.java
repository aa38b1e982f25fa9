package vn.trangtien.gateway.host;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.Gateway;
import vn.trangtien.gateway.GatewayParts;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.enrol.Renewal;
import vn.trangtien.gateway.link.LinkFault;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.remote.keys.Certificates;

/**
 * Exchanges the gateway's certificate: by itself in time, or when the cloud brings one. One exchange at a time; the old certificate
 * stays until a connection with the new one stands. Thread-safe.
 */
final class CertificateCare implements Certificates, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateCare.class);
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Gateway gateway;
    private final IdentityStore store;
    private final Clock clock;
    private final Renewal renewal;
    private final ReentrantLock exchanging = new ReentrantLock();
    private final ScheduledExecutorService worker;

    CertificateCare(Gateway gateway, IdentityStore store, GatewayParts parts) {
        this.gateway = gateway;
        this.store = store;
        this.clock = parts.clock();
        String client = gateway.identity().clientId();
        this.renewal = Renewal.of(store, parts::hardwareId, clock, new Random(client.hashCode()), this::works);
        this.worker = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, client + "/certificate");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Renews in time, if there is a door to renew at. */
    void start() {
        if (gateway.identity().door().isPresent()) {
            worker.execute(this::step);
        }
    }

    private void step() {
        Duration rest = LOOK_AGAIN;
        exchanging.lock();
        try {
            Instant again = renewal.step();
            Duration until = Duration.between(clock.instant(), again);
            rest = until.compareTo(LOOK_AGAIN) < 0 ? until : LOOK_AGAIN;
            if (!renewal.problem().isEmpty()) {
                gateway.errors().add("certificate", renewal.problem());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            LOG.error("gateway={} renewal unexpected", gateway.identity().clientId(), e);
        } finally {
            exchanging.unlock();
        }
        if (!worker.isShutdown()) {
            worker.schedule(this::step, Math.max(1_000, rest.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /** When the broker says nothing in time, the present certificate is used again: it may have been the line. */
    private boolean works(GatewayIdentity next) throws InterruptedException {
        GatewayIdentity present = gateway.identity();
        try {
            LinkFault fault = gateway.renew(next).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return fault == LinkFault.NONE;
        } catch (TimeoutException silent) {
            back(present);
            return false;
        } catch (EnrolmentException | ExecutionException e) {
            LOG.warn("gateway={} certificate=\"{}\"", present.clientId(), e.getMessage());
            return false;
        }
    }

    private void back(GatewayIdentity present) {
        try {
            gateway.renew(present);
        } catch (EnrolmentException e) {
            throw new IllegalStateException("a certificate that was in use cannot be used again", e);
        }
    }

    @Override
    public GatewayIdentity present() {
        return gateway.identity();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public KeyPair nextKeyPair() throws RequestFailed {
        try {
            return store.nextKeyPair();
        } catch (IOException | GeneralSecurityException e) {
            throw RequestFailed.error("no key could be made: " + e.getMessage());
        }
    }

    @Override
    public void adopt(List<X509Certificate> chain) throws RequestFailed, InterruptedException {
        if (!exchanging.tryLock()) {
            throw RequestFailed.conflict("the certificate is being renewed just now; try again later");
        }
        try {
            GatewayIdentity now = gateway.identity();
            var next = new GatewayIdentity(
                    now.account(),
                    now.clientId(),
                    now.broker(),
                    nextKeyPair().getPrivate(),
                    chain,
                    now.authorities(),
                    now.door());
            store.saveNext(next);
            if (!works(next)) {
                store.dropNext();
                throw RequestFailed.error(
                        "no connection could be made with the new certificate; the one before stays in use");
            }
            store.confirmNext();
            LOG.info("gateway={} certificate=exchanged", now.clientId());
        } catch (IOException | GeneralSecurityException e) {
            throw RequestFailed.error("the new certificate could not be kept: " + e.getMessage());
        } finally {
            exchanging.unlock();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
