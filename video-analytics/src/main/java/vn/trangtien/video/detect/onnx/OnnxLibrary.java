package vn.trangtien.video.detect.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.DetectorException;

/**
 * The native library: loaded at most once, and a failure is an exception every time it is asked for.
 *
 * <p>It is unpacked into a cache that survives a restart ({@code $XDG_CACHE_HOME} or {@code ~/.cache}, then
 * {@code trangtien/native}). Left alone, the library unpacks 28 MB into the temporary folder at every start, which a process
 * that is killed leaves behind.
 */
final class OnnxLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxLibrary.class);

    /** Read by the library itself. */
    private static final String NATIVE_PATH = "onnxruntime.native.path";

    private static final List<String> FILES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

    /**
     * ONNX Runtime 1.29 copies the command line of its process into a buffer that is too small: with more than some 3,950 bytes,
     * which a class path of many jars easily has, it ends the process with SIGSEGV (measured).
     */
    private static final int LONGEST_COMMAND_LINE = 3_500;

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private OnnxLibrary() {}

    private static final class Loaded {
        static final OrtEnvironment ENVIRONMENT = load();

        private static OrtEnvironment load() {
            unpack();
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "trangtien");
            try {
                environment.setTelemetry(false);
            } catch (OrtException e) {
                LOG.warn("model library: reporting to its maker cannot be switched off reason={}", e.getMessage());
            }
            return environment;
        }
    }

    /** @throws DetectorException if the library does not exist for this machine or cannot be loaded */
    static OrtEnvironment environment() throws DetectorException {
        refuseLongCommandLine();
        try {
            return Loaded.ENVIRONMENT;
        } catch (LinkageError | IllegalStateException e) {
            throw new DetectorException(
                    ("the model library ONNX Runtime cannot be loaded on %s-%s: %s; it needs 64-bit Linux with glibc on x86-64 or"
                                    + " ARM and a cache folder that allows execution (set XDG_CACHE_HOME or -Djava.io.tmpdir)."
                                    + " Without it, cameras count by motion: detector blob")
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), rootOf(e)),
                    e);
        }
    }

    private static void refuseLongCommandLine() throws DetectorException {
        try {
            int length = Files.exists(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
            if (length > LONGEST_COMMAND_LINE) {
                throw new DetectorException(
                        ("the command line of this process has %d bytes, and the model library ends a process with more than %d;"
                                        + " give the class path as a jar with a manifest, as lib/* or in the variable CLASSPATH")
                                .formatted(length, LONGEST_COMMAND_LINE));
            }
        } catch (IOException e) {
            LOG.debug("model library: length of the command line is not known", e);
        }
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static void unpack() {
        Optional<String> machine = machine();
        if (System.getProperty(NATIVE_PATH) != null || machine.isEmpty()) {
            return;
        }
        try {
            for (String file : FILES) {
                unpack(resource(machine.get(), file), folder(machine.get()).resolve(file));
            }
            System.setProperty(NATIVE_PATH, folder(machine.get()).toString());
        } catch (IOException e) {
            LOG.info(
                    "model library: cache cannot be used, unpacking into the temporary folder reason={}", e.toString());
        }
    }

    /** Named after the size of the library, so that another version has another folder. */
    private static Path folder(String machine) throws IOException {
        long size = resource(machine, FILES.get(0)).getContentLengthLong();
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root = cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(cache);
        return root.resolve("trangtien").resolve("native").resolve("onnxruntime-" + machine + "-" + size);
    }

    private static URLConnection resource(String machine, String file) throws IOException {
        URL url = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + machine + "/" + file);
        if (url == null) {
            throw new IOException("the library for " + machine + " is not part of this installation");
        }
        return url.openConnection();
    }

    private static void unpack(URLConnection from, Path to) throws IOException {
        if (Files.exists(to) && Files.size(to) == from.getContentLengthLong()) {
            return;
        }
        Files.createDirectories(to.getParent());
        Path unfinished = Files.createTempFile(to.getParent(), "unpacking", null);
        try (InputStream in = from.getInputStream()) {
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** As the library's jar calls it; empty for what we do not support. */
    private static Optional<String> machine() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Optional.of("linux-x64");
            case "aarch64" -> Optional.of("linux-aarch64");
            default -> Optional.empty();
        };
    }
}
