package vn.trangtien.gateway.remote.deploy;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.RemoteParts;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.remote.RequestHandler;
import vn.trangtien.gateway.remote.deploy.DeployNotes.Status;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Request;
import vn.trangtien.wire.request.ResponseCode;

/**
 * DEPLOY-V2: software updates, with the metrics of Kura's code and two more that make a signature mandatory. Replies at once; what
 * takes time is told by notifications. One order at a time.
 */
public final class DeployHandler implements RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeployHandler.class);
    private static final String DOWNLOAD_STATUS = "dp.download.status";

    private final Releases releases;
    private final Installer installer;
    private final Deployment deployment;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ThreadPoolExecutor worker;

    /**
     * @param tls of downloads by https, with the city's authority and the gateway's certificate
     */
    public DeployHandler(RemoteParts parts, Releases releases, Optional<SSLSocketFactory> tls) {
        this(
                parts,
                releases,
                new Installer(releases, new ReleaseSignature(parts.authorities(), parts.clock())),
                tls,
                new Halt());
    }

    DeployHandler(
            RemoteParts parts, Releases releases, Installer installer, Optional<SSLSocketFactory> tls, Halt halt) {
        this.releases = releases;
        this.installer = installer;
        this.deployment =
                new Deployment(releases, installer, tls, note -> parts.postman().notify(note), parts.restart(), halt);
        this.worker = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), work -> {
            var thread = new Thread(work, parts.client() + "/deploy");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public String appId() {
        return DeployNotes.APP;
    }

    boolean isBusy() {
        return busy.get();
    }

    /**
     * Tells how the last order ended, if that is not known yet; to be called once after each start and after a confirmation. Does
     * nothing while the next one is being carried out.
     */
    public void tellOutcome() {
        if (busy.compareAndSet(false, true)) {
            try {
                deployment.tellOutcome();
            } finally {
                busy.set(false);
            }
        }
    }

    @Override
    public Answer handle(Request request) throws RequestFailed {
        String what = request.method() + " " + request.path();
        try {
            return switch (what) {
                case "EXEC download" -> download(request);
                case "GET download" -> Answer.ok(downloadState(deployment.progress()));
                case "DEL download" -> cancel();
                case "EXEC install" -> install(request);
                case "GET install" -> Answer.ok(installState(deployment.progress()));
                case "EXEC uninstall" -> uninstall(request);
                case "GET packages" -> Answer.ok(PackageList.packages(releases));
                case "GET bundles" -> Answer.ok(PackageList.bundles(releases));
                default -> throw unknown(what);
            };
        } catch (DeployException e) {
            throw RequestFailed.error(String.valueOf(e.getMessage()));
        }
    }

    private static RequestFailed unknown(String what) {
        return what.startsWith("EXEC start") || what.startsWith("EXEC stop")
                ? RequestFailed.bad("this gateway is one program; its parts are not started and stopped by themselves")
                : RequestFailed.notFound(
                        "DEPLOY-V2 has no '%s'; there are EXEC, GET and DEL download, EXEC and GET install, EXEC uninstall, GET packages and GET bundles"
                                .formatted(what));
    }

    private Answer download(Request request) throws RequestFailed {
        DeployOrder order;
        try {
            order = DeployOrder.read(request);
            if (!order.name().equals(Installer.PACKAGE)) {
                throw new DeployException(
                        "dp.name is '%s'; this gateway takes only '%s'".formatted(order.name(), Installer.PACKAGE));
            }
            installer.requireNewer(order.version(), order.force());
        } catch (DeployException e) {
            throw RequestFailed.bad(String.valueOf(e.getMessage()));
        }
        return begin(() -> deployment.carryOut(order));
    }

    private Answer install(Request request) throws RequestFailed {
        try {
            String name = DeployOrder.need(request.payload(), "dp.name");
            String version = DeployOrder.need(request.payload(), "dp.version");
            DeployOrder ready = deployment
                    .ready(name, version)
                    .orElseThrow(() -> RequestFailed.notFound(
                            "%s %s was not downloaded; send EXEC download first".formatted(name, version)));
            DeployOrder order = ready.with(
                    DeployOrder.Asker.of(request),
                    DeployOrder.givenJobId(request.payload()).orElse(ready.jobId()),
                    true);
            return begin(() -> deployment.install(order));
        } catch (DeployException e) {
            throw RequestFailed.bad(String.valueOf(e.getMessage()));
        }
    }

    private Answer uninstall(Request request) throws RequestFailed {
        try {
            DeployOrder order = DeployOrder.forUninstall(request);
            if (busy.get()) {
                throw RequestFailed.bad("something is being installed or uninstalled; ask again when it has ended");
            }
            return begin(() -> deployment.uninstall(order));
        } catch (DeployException e) {
            throw RequestFailed.bad(String.valueOf(e.getMessage()));
        }
    }

    private Answer begin(Runnable work) {
        if (!busy.compareAndSet(false, true)) {
            return inProgress();
        }
        deployment.accept();
        try {
            worker.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error("deploy=unexpected", e);
                } finally {
                    busy.set(false);
                }
            });
            return Answer.ok();
        } catch (RejectedExecutionException e) {
            busy.set(false);
            return inProgress();
        }
    }

    /** As Kura says it: an error, and the state that explains it. */
    private static Answer inProgress() {
        return new Answer(
                ResponseCode.ERROR,
                KuraPayload.builder()
                        .metric(DOWNLOAD_STATUS, Status.IN_PROGRESS.wire())
                        .build());
    }

    private Answer cancel() {
        deployment.cancel();
        return Answer.ok();
    }

    private static KuraPayload downloadState(Deployment.Progress progress) {
        return KuraPayload.builder()
                .metric("dp.download.size", (int) Math.min(progress.bytes(), Integer.MAX_VALUE))
                .metric("dp.download.progress", progress.percent())
                .metric(DOWNLOAD_STATUS, progress.download().wire())
                .metric("job.id", progress.jobId())
                .build();
    }

    private static KuraPayload installState(Deployment.Progress progress) {
        var payload = KuraPayload.builder()
                .metric("dp.install.status", progress.install().wire());
        if (progress.install() == Status.IN_PROGRESS) {
            payload.metric("dp.name", progress.name()).metric("dp.version", progress.version());
        }
        return payload.build();
    }

    /** Leaves a download that is under way; its part stays, to be continued, and the next start tells. */
    @Override
    public void close() {
        deployment.stop();
        worker.shutdown();
    }
}
