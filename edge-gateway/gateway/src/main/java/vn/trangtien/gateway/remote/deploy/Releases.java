package vn.trangtien.gateway.remote.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.trangtien.gateway.disk.Durable;

/**
 * The folder {@code releases} of a gateway's data, and the installed release beside it.
 *
 * <pre>
 * current        which release runs, see {@link CurrentRelease}; shared with the launcher
 * failed         which one was taken back last, and why; written by whoever took it back
 * VERSION/       an unpacked release; it gets this name when it is whole
 * unpacking/     one that is not whole yet
 * download/      packages on their way, and the order to which they belong
 * </pre>
 *
 * Not thread-safe; one process at a time changes it.
 */
public final class Releases {

    private static final int MOST_TO_KEEP = 2;

    private final Path folder;
    private final Path installed;

    /**
     * @param data of the gateway
     * @param installed folder of the release that the package manager installed
     */
    public Releases(Path data, Path installed) {
        this.folder = data.resolve("releases");
        this.installed = installed;
    }

    /** One release that could be started. */
    public record Known(ReleaseVersion version, boolean installed, boolean running, boolean trial) {}

    /** Why a release was taken back. */
    public record Failure(ReleaseVersion version, String reason) {}

    Path download() throws IOException {
        return Files.createDirectories(folder.resolve("download"));
    }

    /** What the launcher would start next; empty for the installed release. */
    public Optional<CurrentRelease> current() throws DeployException {
        Path file = folder.resolve("current");
        try {
            return Files.exists(file) ? CurrentRelease.parse(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new DeployException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The installed release's version. */
    public ReleaseVersion installedVersion() throws DeployException {
        return ReleaseManifest.read(installed).version();
    }

    /** The version that runs as the service, whether on trial or not. */
    public ReleaseVersion runningVersion() throws DeployException {
        Optional<CurrentRelease> current = current();
        return current.isPresent() ? current.get().version() : installedVersion();
    }

    /** The manifest of what runs. */
    ReleaseManifest running() throws DeployException {
        Optional<CurrentRelease> current = current();
        return ReleaseManifest.read(current.map(now -> tree(now.version())).orElse(installed));
    }

    /** All that could be started, the newest first. */
    public List<Known> known() throws DeployException {
        Optional<CurrentRelease> current = current();
        Optional<ReleaseVersion> now = current.map(CurrentRelease::version);
        List<Known> known = new ArrayList<>();
        for (ReleaseVersion version : unpacked()) {
            boolean running = now.equals(Optional.of(version));
            known.add(new Known(
                    version, false, running, running && current.orElseThrow().trial()));
        }
        known.add(new Known(installedVersion(), true, now.isEmpty(), false));
        known.sort((one, two) -> two.version().compareTo(one.version()));
        return known;
    }

    private List<ReleaseVersion> unpacked() throws DeployException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(ReleaseManifest.FILE)))
                    .filter(entry -> !entry.endsWith("unpacking"))
                    .flatMap(entry -> ReleaseVersion.of(entry.getFileName().toString()).stream())
                    .toList();
        } catch (IOException e) {
            throw new DeployException("%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    Path tree(ReleaseVersion version) {
        return folder.resolve(version.text());
    }

    /** Where a release is unpacked before it gets its name; empty. */
    Path emptyUnpacking() throws IOException {
        Path unpacking = folder.resolve("unpacking");
        Durable.deleteTree(unpacking);
        return Files.createDirectories(unpacking);
    }

    /** Gives an unpacked, checked release its name. */
    void adopt(Path unpacked, ReleaseVersion version) throws IOException {
        Path tree = tree(version);
        Durable.deleteTree(tree);
        Durable.flush(unpacked.resolve("lib"));
        Durable.flush(unpacked);
        Durable.move(unpacked, tree);
    }

    /** From the next start on, {@code version} runs on trial. */
    void putOnTrial(ReleaseVersion version) throws IOException, DeployException {
        Optional<CurrentRelease> before = current();
        // A trial that never ended is nothing to come back to.
        Optional<ReleaseVersion> previous =
                before.filter(now -> now.trial() || now.version().equals(version))
                                .isPresent()
                        ? before.flatMap(CurrentRelease::previous)
                        : before.map(CurrentRelease::version);
        Files.deleteIfExists(folder.resolve("failed"));
        write(CurrentRelease.onTrial(version, previous));
    }

    /** The trial is over and the release stays; older ones than the last two are deleted. */
    public void confirm() throws IOException, DeployException {
        CurrentRelease now = current().orElseThrow(() -> new DeployException("no release is on trial"));
        write(CurrentRelease.confirmed(now.version(), now.previous()));
        Set<ReleaseVersion> kept = new HashSet<>(Set.of(now.version()));
        now.previous().ifPresent(kept::add);
        List<ReleaseVersion> others = new ArrayList<>(unpacked());
        others.removeAll(kept);
        others.sort(Collections.reverseOrder());
        for (ReleaseVersion old :
                others.subList(Math.min(others.size(), Math.max(0, MOST_TO_KEEP - kept.size())), others.size())) {
            Durable.deleteTree(tree(old));
        }
    }

    /**
     * From the next start on, what ran before runs again.
     *
     * @return the version that will run
     */
    public ReleaseVersion takeBack(String reason) throws IOException, DeployException {
        CurrentRelease now = current()
                .orElseThrow(() -> new DeployException(
                        "the installed release runs, there is nothing to go back to; use apt to install another"));
        Durable.write(folder.resolve("failed"), "version=%s\nreason=%s\n".formatted(now.version(), reason));
        Optional<ReleaseVersion> previous =
                now.previous().filter(version -> Files.exists(tree(version).resolve(ReleaseManifest.FILE)));
        if (previous.isPresent()) {
            write(CurrentRelease.confirmed(previous.get(), Optional.empty()));
            return previous.get();
        }
        Files.delete(folder.resolve("current"));
        Durable.flush(folder);
        return installedVersion();
    }

    /** Deletes a release that does not run and is not what a trial would come back to. */
    void delete(ReleaseVersion version) throws IOException, DeployException {
        Optional<CurrentRelease> now = current();
        boolean needed = now.filter(current -> current.version().equals(version)
                        || (current.trial() && current.previous().equals(Optional.of(version))))
                .isPresent();
        if (needed) {
            throw new DeployException("release %s is in use and cannot be deleted".formatted(version));
        }
        if (!Files.isDirectory(tree(version))) {
            throw new DeployException(
                    "release %s is not here; the installed one is removed with apt".formatted(version));
        }
        Durable.deleteTree(tree(version));
    }

    /** The release that was taken back last, if none was tried since. */
    public Optional<Failure> lastFailure() throws DeployException {
        Path file = folder.resolve("failed");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String version = "";
            String reason = "";
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("version=")) {
                    version = line.substring("version=".length());
                } else if (line.startsWith("reason=")) {
                    reason = line.substring("reason=".length());
                }
            }
            String why = reason;
            return ReleaseVersion.of(version).map(known -> new Failure(known, why));
        } catch (IOException e) {
            throw new DeployException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    long usableBytes() throws IOException {
        return Files.getFileStore(Files.createDirectories(folder)).getUsableSpace();
    }

    private void write(CurrentRelease current) throws IOException {
        Durable.write(folder.resolve("current"), current.text());
    }
}
