package vn.trangtien.gateway.remote.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.disk.Durable;
import vn.trangtien.gateway.remote.deploy.DeployNotes.Status;
import vn.trangtien.wire.request.Notification;

/**
 * The one order that is being worked on, and how its end is told, even if a restart or a power cut lies between. Its methods that
 * work take as long as the download takes; the questions may be asked from any thread meanwhile.
 */
final class Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private static final int ALL = 100;

    private final Releases releases;
    private final Installer installer;
    private final Optional<SSLSocketFactory> tls;
    private final DeployNotes notes;
    private final Runnable restart;
    private final Halt halt;

    private volatile Progress progress = Progress.NONE;

    /** How far the order is. */
    record Progress(long jobId, long bytes, int percent, Status download, Status install, String name, String version) {

        static final Progress NONE = new Progress(0, 0, ALL, Status.ALREADY_DONE, Status.IDLE, "", "");

        static Progress of(DeployOrder order, long bytes, int percent, Status download, Status install) {
            return new Progress(
                    order.jobId(),
                    bytes,
                    percent,
                    download,
                    install,
                    order.name(),
                    order.version().text());
        }
    }

    /**
     * @param restart ends the program in an orderly way, so that the launcher starts it anew
     * @param tls see {@link PackageDownload}
     * @param halt ends what is under way
     */
    Deployment(
            Releases releases,
            Installer installer,
            Optional<SSLSocketFactory> tls,
            Consumer<Notification> outbox,
            Runnable restart,
            Halt halt) {
        this.releases = releases;
        this.installer = installer;
        this.tls = tls;
        this.notes = new DeployNotes(outbox);
        this.restart = restart;
        this.halt = halt;
    }

    Progress progress() {
        return progress;
    }

    /** The next order is accepted: from now on it can be cancelled, even if {@link #carryOut} has not begun. */
    void accept() {
        halt.begin();
    }

    /** The cloud does not want it any more. */
    void cancel() {
        halt.cancel();
    }

    /** The gateway stops. A download that is under way is told of at the next start; its part stays, to be continued. */
    void stop() {
        halt.stop();
    }

    /** Fetches and checks a package, and installs it if the order says so. Tells everything. */
    void carryOut(DeployOrder order) {
        long[] told = {-1};
        progress = Progress.of(order, 0, 0, Status.IN_PROGRESS, Status.IDLE);
        LOG.info("deploy=download version={} job={}", order.version(), order.jobId());
        try {
            // Before the order: the package of an earlier one would pass for this one's.
            Files.deleteIfExists(packageFile());
            order.write(orderFile());
            Path part = releases.download().resolve(order.seal().sha256() + ".part");
            dropParts(order.resume() ? Optional.of(part) : Optional.empty());
            notes.download(order, Status.IN_PROGRESS, 0, 0, "");
            new PackageDownload(tls, halt, (bytes, total) -> at(order, bytes, total, told))
                    .fetch(order.uri(), part, order.login(), order.timeout());
            try {
                verify(part, order);
            } catch (DeployException e) {
                Files.deleteIfExists(part);
                throw e;
            }
            Durable.move(part, packageFile());
            long size = Files.size(packageFile());
            progress = Progress.of(order, size, ALL, Status.COMPLETED, Status.IDLE);
            notes.download(order, Status.COMPLETED, size, ALL, "");
        } catch (Halt.Halted e) {
            if (e.isCancelled()) {
                end(order, Status.CANCELLED, String.valueOf(e.getMessage()));
            } else {
                // The order file stays: the next start tells.
                LOG.info("deploy=stopped version={} job={}", order.version(), order.jobId());
                progress = Progress.NONE;
            }
            return;
        } catch (DeployException e) {
            end(order, Status.FAILED, String.valueOf(e.getMessage()));
            return;
        } catch (IOException e) {
            end(order, Status.FAILED, "the package cannot be kept: " + e);
            return;
        } catch (RuntimeException e) {
            LOG.error("deploy=unexpected version={} job={}", order.version(), order.jobId(), e);
            end(order, Status.FAILED, "unexpected " + e);
            return;
        }
        if (order.install()) {
            install(order);
        } else {
            progress = Progress.NONE;
        }
    }

    private void at(DeployOrder order, long bytes, OptionalLong total, long[] told) throws DeployException {
        int percent = total.isPresent() && total.getAsLong() > 0 ? (int) (bytes * ALL / total.getAsLong()) : 0;
        if (told[0] < 0) {
            // The package, and the same again unpacked.
            installer.requireRoom(2 * total.orElse(0) - bytes);
            told[0] = bytes;
        }
        progress = Progress.of(order, bytes, percent, Status.IN_PROGRESS, Status.IDLE);
        if (order.isWorthTelling(bytes - told[0], total)) {
            told[0] = bytes;
            notes.download(order, Status.IN_PROGRESS, bytes, percent, "");
        }
    }

    /** Parts of other packages only take up room. */
    private void dropParts(Optional<Path> except) throws IOException {
        try (Stream<Path> files = Files.list(releases.download())) {
            for (Path file : files.filter(file -> file.toString().endsWith(".part"))
                    .filter(file -> !except.equals(Optional.of(file)))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private void verify(Path zip, DeployOrder order) throws DeployException {
        installer.verify(zip, order.seal());
    }

    private void end(DeployOrder order, Status status, String message) {
        LOG.warn("deploy={} version={} job={} reason=\"{}\"", status.wire(), order.version(), order.jobId(), message);
        try {
            notes.download(order, status, progress.bytes(), progress.percent(), message);
            forget();
        } finally {
            progress = Progress.NONE;
        }
    }

    /** The package that was fetched and checked last, if it is the one that is asked for. */
    Optional<DeployOrder> ready(String name, String version) {
        try {
            return Files.exists(packageFile())
                    ? DeployOrder.load(orderFile())
                            .filter(order -> order.name().equals(name)
                                    && order.version().text().equals(version))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("deploy=unreadable reason=\"{}\"", e.getMessage());
            return Optional.empty();
        }
    }

    /** Installs the fetched package and restarts. */
    void install(DeployOrder order) {
        progress = Progress.of(order, progress.bytes(), ALL, Status.ALREADY_DONE, Status.IN_PROGRESS);
        try {
            // It may have been ordered for the download alone, and by somebody else.
            order.write(orderFile());
            notes.work("install", order, Status.IN_PROGRESS, "");
            // Again: between download and installation anything may have happened to the file.
            verify(packageFile(), order);
            installer.install(packageFile(), order.version());
            LOG.info("deploy=restart version={} job={}", order.version(), order.jobId());
            restart.run();
        } catch (DeployException e) {
            failInstall(order, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            failInstall(order, "the package cannot be read: " + e);
        } catch (RuntimeException e) {
            LOG.error("deploy=unexpected version={} job={}", order.version(), order.jobId(), e);
            failInstall(order, "unexpected " + e);
        }
    }

    private void failInstall(DeployOrder order, String message) {
        LOG.warn("deploy=FAILED version={} job={} reason=\"{}\"", order.version(), order.jobId(), message);
        try {
            notes.work("install", order, Status.FAILED, message);
            forget();
        } finally {
            progress = Progress.NONE;
        }
    }

    /** Deletes a release that is not in use. */
    void uninstall(DeployOrder order) {
        try {
            releases.delete(order.version());
            notes.work("uninstall", order, Status.COMPLETED, "");
        } catch (DeployException | IOException e) {
            notes.work("uninstall", order, Status.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** After a start: tells how an order ended that the last run could not tell of. The spool keeps it until the cloud has it. */
    void tellOutcome() {
        try {
            Optional<DeployOrder> left = DeployOrder.load(orderFile());
            if (left.isEmpty()) {
                return;
            }
            DeployOrder order = left.get();
            if (!Files.exists(packageFile())) {
                notes.download(
                        order, Status.FAILED, 0, 0, "the gateway was restarted meanwhile; order it again to continue");
                Files.deleteIfExists(orderFile());
                return;
            }
            if (!order.install()) {
                LOG.info("deploy=ready version={} job={}", order.version(), order.jobId());
                return;
            }
            Optional<CurrentRelease> current = releases.current();
            boolean runs = current.map(CurrentRelease::version).equals(Optional.of(order.version()));
            Optional<Releases.Failure> failure =
                    releases.lastFailure().filter(last -> last.version().equals(order.version()));
            if (runs && current.orElseThrow().trial()) {
                progress = Progress.of(order, 0, ALL, Status.ALREADY_DONE, Status.IN_PROGRESS);
            } else if (runs) {
                notes.work("install", order, Status.COMPLETED, "");
                forget();
            } else if (failure.isPresent()) {
                notes.work(
                        "install",
                        order,
                        Status.FAILED,
                        "taken back: " + failure.get().reason());
                forget();
            } else {
                notes.work("install", order, Status.FAILED, "the gateway was restarted meanwhile; order it again");
                // Told once; the package is there for who orders only the installation again.
                order.with(order.asker(), order.jobId(), false).write(orderFile());
            }
        } catch (DeployException | IOException e) {
            LOG.warn("deploy=outcome reason=\"{}\"", e.getMessage());
        }
    }

    /** The order is done with, the package is not needed any more; a part of a download stays, to be continued. */
    private void forget() {
        progress = Progress.NONE;
        try {
            // In this order: an order without its package is told as a download that failed.
            Files.deleteIfExists(orderFile());
            Files.deleteIfExists(packageFile());
        } catch (IOException e) {
            LOG.warn("deploy=cleanup reason=\"{}\"", e.getMessage());
        }
    }

    private Path orderFile() throws IOException {
        return releases.download().resolve("order");
    }

    private Path packageFile() throws IOException {
        return releases.download().resolve("package.zip");
    }
}
