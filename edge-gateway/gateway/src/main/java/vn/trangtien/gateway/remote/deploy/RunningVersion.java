package vn.trangtien.gateway.remote.deploy;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which version of the software this process is. Stateless. */
public final class RunningVersion {

    private static final Logger LOG = LoggerFactory.getLogger(RunningVersion.class);

    private RunningVersion() {}

    /** The folder that the launcher started this program from; empty if it was started otherwise. */
    public static Optional<Path> program() {
        return Optional.ofNullable(System.getProperty("trangtien.program")).map(Path::of);
    }

    /** As the manifest of the release names it, so it is what the cloud ordered; else the jar's; else {@code (development)}. */
    public static String text() {
        Optional<Path> tree = program();
        if (tree.isPresent()) {
            try {
                return ReleaseManifest.read(tree.get()).version().text();
            } catch (DeployException e) {
                LOG.warn("program={} manifest=\"{}\"", tree.get(), e.getMessage());
            }
        }
        return Optional.ofNullable(RunningVersion.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }
}
