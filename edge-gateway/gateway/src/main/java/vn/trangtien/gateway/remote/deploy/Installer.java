package vn.trangtien.gateway.remote.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns a package into the release that runs next. Each step leaves the disk so that a power cut after it does no harm: until the
 * last one the present release goes on.
 */
public final class Installer {

    /** The only package that belongs here. */
    public static final String PACKAGE = "trangtien-gateway";

    /** Left for the spool, whatever is installed. */
    static final long RESERVE_BYTES = 64L << 20;

    private final Releases releases;
    private final ReleaseSignature signatures;
    private final Steps steps;

    /** Told before each step; a test cuts the power here. */
    @FunctionalInterface
    interface Steps {
        void before(Step step);
    }

    enum Step {
        VERIFY,
        UNPACK,
        ADOPT,
        SWITCH,
        RESTART
    }

    public Installer(Releases releases, ReleaseSignature signatures) {
        this(releases, signatures, step -> {});
    }

    Installer(Releases releases, ReleaseSignature signatures, Steps steps) {
        this.releases = releases;
        this.signatures = signatures;
        this.steps = steps;
    }

    /** Refuses what is older than what runs, or the same, before anything is fetched. */
    public void requireNewer(ReleaseVersion version, boolean force) throws DeployException {
        ReleaseVersion running = releases.runningVersion();
        if (!force && version.compareTo(running) <= 0) {
            throw new DeployException(
                    "version %s is not newer than %s, which runs; set dp.download.force to install it all the same"
                            .formatted(version, running));
        }
    }

    void requireRoom(long bytes) throws DeployException {
        try {
            long usable = releases.usableBytes();
            if (usable - bytes < RESERVE_BYTES) {
                throw new DeployException(
                        "the package needs %d MiB and %d MiB must stay free, but the disk has %d MiB; free some room"
                                .formatted(bytes >> 20, RESERVE_BYTES >> 20, usable >> 20));
            }
        } catch (IOException e) {
            throw new DeployException("the free room cannot be found out: " + e.getMessage(), e);
        }
    }

    /** Passes if the file is the package that was signed, and fits here. Reads the whole file. */
    public void verify(Path zip, PackageSeal seal) throws DeployException {
        String name = seal.name();
        ReleaseVersion version = seal.version();
        steps.before(Step.VERIFY);
        if (!name.equals(PACKAGE)) {
            throw new DeployException("the package is '%s'; this gateway takes only '%s'".formatted(name, PACKAGE));
        }
        String actual;
        try {
            actual = Sha256.of(zip);
        } catch (IOException e) {
            throw new DeployException("the package cannot be read: " + e.getMessage(), e);
        }
        if (!actual.equals(seal.sha256())) {
            throw new DeployException(
                    "the package has the SHA-256 %s, but %s was promised; it is deleted, fetch it again"
                            .formatted(actual, seal.sha256()));
        }
        signatures.require(seal);
        ReleaseManifest manifest = PackageArchive.manifest(zip);
        if (!manifest.version().equals(version)) {
            throw new DeployException(
                    "the package says it is version %s, but %s was ordered".formatted(manifest.version(), version));
        }
        manifest.requireFitting(ReleaseManifest.thisArch(), Runtime.version().feature());
    }

    /** Unpacks a verified package and puts it on trial; the caller restarts the program. */
    public void install(Path zip, ReleaseVersion version) throws DeployException {
        try {
            requireRoom(Files.size(zip));
            steps.before(Step.UNPACK);
            Path unpacking = releases.emptyUnpacking();
            PackageArchive.unpack(zip, unpacking);
            steps.before(Step.ADOPT);
            releases.adopt(unpacking, version);
            steps.before(Step.SWITCH);
            releases.putOnTrial(version);
            steps.before(Step.RESTART);
        } catch (IOException e) {
            throw new DeployException("release %s cannot be put on the disk: %s".formatted(version, e.getMessage()), e);
        }
    }
}
