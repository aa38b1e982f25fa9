package vn.trangtien.gateway.camera.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.video.source.CameraMemory;

/**
 * How many cameras the video process carries on this machine.
 *
 * @param heapMegabytes most Java memory of the video process, in units of 2^20 bytes
 * @param memoryBytes for all cameras together, beside what the processes take without any
 */
public record VideoRoom(int heapMegabytes, long memoryBytes) {

    /** Environment variable: Java memory of the video process in megabytes, for more cameras than usual. */
    public static final String HEAP = "TRANGTIEN_VIDEO_HEAP_MB";

    private static final Logger LOG = LoggerFactory.getLogger(VideoRoom.class);

    /** A camera takes 3 MB of heap; this carries 48. */
    private static final int USUAL_HEAP = 160;

    private static final int LEAST_HEAP = 64;
    private static final int MOST_HEAP = 8192;
    private static final long MEGABYTE = 1 << 20;

    /** The serial collector keeps one part of the heap empty. */
    private static final double USABLE_HEAP = 0.967;

    /** Measured: the gateway 128 MB, the video process 150 MB without a camera. Estimated: a model with its library 110 MB. */
    private static final long FOR_PROGRAMS = 400 * MEGABYTE;

    /** What the system needs where nothing bounds the service. */
    private static final long FOR_THE_SYSTEM = 200 * MEGABYTE;

    /** So that one camera is always watched. */
    private static final long LEAST = CameraMemory.of(1920, 1080);

    private static final int USUAL_WIDTH = 640;
    private static final int USUAL_HEIGHT = 360;

    /** This machine, or the part of it that the service may use. */
    public static VideoRoom ofThisMachine() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        // Java tells the bound of the service's control group where that is smaller than the machine.
        return of(system.getTotalMemorySize(), System.getenv(HEAP));
    }

    static VideoRoom of(long totalBytes, @Nullable String heap) {
        return new VideoRoom(heap(heap), Math.max(LEAST, totalBytes - FOR_PROGRAMS - FOR_THE_SYSTEM));
    }

    private static int heap(@Nullable String wish) {
        if (wish == null || wish.isBlank()) {
            return USUAL_HEAP;
        }
        try {
            int megabytes = Integer.parseInt(wish.strip());
            if (megabytes >= LEAST_HEAP && megabytes <= MOST_HEAP) {
                return megabytes;
            }
        } catch (NumberFormatException e) {
            LOG.debug("{} is no number", HEAP, e);
        }
        LOG.error(
                "{} must be {} to {} megabytes, but was '{}'; using {}", HEAP, LEAST_HEAP, MOST_HEAP, wish, USUAL_HEAP);
        return USUAL_HEAP;
    }

    /** Cameras that are watched at the same time, if their pictures are no larger than 640 x 360. */
    public int cameras() {
        int byHeap = VideoPipeline.camerasIn((long) (heapMegabytes * MEGABYTE * USABLE_HEAP));
        long byMemory = memoryBytes / CameraMemory.of(USUAL_WIDTH, USUAL_HEIGHT);
        return (int) Math.max(1, Math.min(byHeap, byMemory));
    }
}
