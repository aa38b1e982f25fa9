package vn.trangtien.gateway.page;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.config.PagePolicy;
import vn.trangtien.gateway.enrol.IdentityStore;

/** The page of a running gateway. Threads: at most two for the requests of each door, one for curves and the self-test. */
public final class LocalPage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPage.class);

    private static final int THREADS = 2;
    private static final int WAITING = 32;
    private static final long SAMPLE_SECONDS = 10;

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<ThreadPoolExecutor> executors = new ArrayList<>();
    private final ScheduledExecutorService worker;
    private OptionalInt lanPort = OptionalInt.empty();

    private LocalPage(String gateway) {
        this.worker = Executors.newSingleThreadScheduledExecutor(threads(gateway + "/page-worker-"));
    }

    /**
     * Each door has its own, so that the network cannot keep the one on loopback shut. A request that finds every thread busy and
     * the queue full is dropped: the page must not cost the gateway its memory.
     */
    private void start(HttpServer server, String name) {
        var executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                threads(name),
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        executors.add(executor);
        server.setExecutor(executor);
        server.start();
    }

    /**
     * Opens the page, and its door to the network if the configuration wants one.
     *
     * @param policy port 0 finds a free one
     * @param data directory of the gateway; certificate and codes are in {@code page} there
     * @throws IOException if a port is taken or the certificate cannot be made; nothing is left open then
     */
    public static LocalPage open(PagePolicy policy, Path data, PageSource source, Clock clock) throws IOException {
        // Read once, when the first server of the process is made: somebody who sends a letter a minute is cut off.
        defaultTo("sun.net.httpserver.maxReqTime", "10");
        defaultTo("sun.net.httpserver.maxRspTime", "20");
        String gateway = source.view().gateway();
        var page = new LocalPage(gateway);
        try {
            page.openServers(policy, data, source, clock, gateway);
            return page;
        } catch (IOException | RuntimeException e) {
            page.close();
            throw e;
        }
    }

    private static void defaultTo(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private void openServers(PagePolicy policy, Path data, PageSource source, Clock clock, String gateway)
            throws IOException {
        var recent = new Recent();
        var selfTest = new SelfTest(new GatewayChecks(source, data)::all, worker);
        HttpServer local = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), policy.port()), 0);
        servers.add(local);
        local.createContext(
                "/", new PageHandler(source, recent, selfTest, HostNames.loopback(), PageHandler.Gate.OPEN));
        if (policy.lan()) {
            Path folder = data.resolve("page");
            int port = policy.port() == 0 ? 0 : policy.port() + 1;
            HttpsServer lan = HttpsServer.create(new InetSocketAddress(port), 0);
            servers.add(lan);
            SSLContext context = PageCertificate.open(
                            folder, gateway, new IdentityStore(data.resolve("identity")).knownTime(clock))
                    .context();
            lan.setHttpsConfigurator(new Modern(context));
            var sessions = new PageSessions(new PageCodes(folder, clock), clock);
            lan.createContext(
                    "/",
                    new PageHandler(source, recent, selfTest, HostNames.network(gateway), new NetworkGate(sessions)));
            lanPort = OptionalInt.of(lan.getAddress().getPort());
        }
        for (HttpServer server : servers) {
            start(server, gateway + "/page-" + executors.size() + "-");
        }
        worker.scheduleWithFixedDelay(() -> sample(recent, source), 0, SAMPLE_SECONDS, TimeUnit.SECONDS);
        LOG.info(
                "gateway={} page=http://127.0.0.1:{} lan-port={}",
                gateway,
                port(),
                lanPort.isPresent() ? lanPort.getAsInt() : "none");
    }

    private static void sample(Recent recent, PageSource source) {
        try {
            recent.add(source.view().channels());
        } catch (RuntimeException e) {
            LOG.error("page unexpected", e);
        }
    }

    /** Of loopback. */
    public int port() {
        return servers.get(0).getAddress().getPort();
    }

    /** Of the network; empty if the page is not to be seen there. */
    public OptionalInt lanPort() {
        return lanPort;
    }

    private static ThreadFactory threads(String prefix) {
        var number = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Closes at once. Safe to call twice. */
    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        executors.forEach(ThreadPoolExecutor::shutdownNow);
        worker.shutdownNow();
    }

    /** TLS 1.3 and 1.2 with the ciphers that this Java thinks safe. */
    private static final class Modern extends HttpsConfigurator {

        Modern(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
            ssl.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setSSLParameters(ssl);
        }
    }
}
