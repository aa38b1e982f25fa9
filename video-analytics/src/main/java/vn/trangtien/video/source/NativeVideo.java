package vn.trangtien.video.source;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/**
 * Loads the native libraries once per process and sets their defaults. A system property that the operator has set wins.
 *
 * <ul>
 *   <li>They are unpacked (about 70 MB) into {@code $XDG_CACHE_HOME/trangtien/native} or {@code ~/.cache/trangtien/native},
 *       which survives a restart, instead of a dot folder of JavaCPP in the home directory.
 *   <li>JavaCPP would refuse to allocate when the whole process is larger than twice the Java heap. In a process with
 *       memory-mapped stores that is normal and not our doing, so the check is off; this room frees what it allocates.
 *   <li>FFmpeg's log is silent: a broken frame of a camera is a count, not a line on the console.
 * </ul>
 */
public final class NativeVideo {

    private static final String CACHE_DIRECTORY = "org.bytedeco.javacpp.cachedir";
    private static final String PROCESS_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

    private static boolean loaded;
    private static boolean devicesLoaded;

    private NativeVideo() {}

    /**
     * Makes the libraries ready; takes seconds the first time and nothing later.
     *
     * @throws IllegalStateException if they do not exist for this machine or cannot be unpacked
     */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        setDefault(CACHE_DIRECTORY, cacheDirectory().toString());
        setDefault(PROCESS_LIMIT, "0");
        try {
            Loader.load(avutil.class);
            Loader.load(swscale.class);
            Loader.load(avcodec.class);
            Loader.load(avformat.class);
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            avformat.avformat_network_init();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "native video library for %s-%s cannot be loaded from %s: %s"
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    System.getProperty(CACHE_DIRECTORY),
                                    SourceProblem.NATIVE_LIBRARY.english()),
                    e);
        }
        loaded = true;
    }

    /** Makes USB cameras known to FFmpeg. */
    static synchronized void loadDevices() {
        load();
        if (!devicesLoaded) {
            avdevice.avdevice_register_all();
            devicesLoaded = true;
        }
    }

    private static Path cacheDirectory() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(directory -> !directory.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".cache"))
                .resolve("trangtien")
                .resolve("native");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
