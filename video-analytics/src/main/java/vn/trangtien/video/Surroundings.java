package vn.trangtien.video;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import vn.trangtien.video.privacy.ImageAudit;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.PacketListener;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

/**
 * What a camera needs of the world, so that a test can be the world.
 *
 * @param clock stamps what is told
 * @param nanoTime a steady clock
 * @param sleeper waits
 * @param opener connects to a source
 * @param turns spreads the connections of all cameras of the process
 * @param heap how many cameras there is room for
 * @param random spreads waiting times and names objects
 * @param audit keeps the record of pictures that leave
 */
record Surroundings(
        Clock clock,
        LongSupplier nanoTime,
        Sleeper sleeper,
        Opener opener,
        OpeningTurns turns,
        HeapBudget heap,
        RandomGenerator random,
        ImageAudit audit) {

    /** Waits. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Connects to a source. */
    @FunctionalInterface
    interface Opener {
        /**
         * @param firstMicros presentation time to give to the first frame
         * @param packets who wants the packets before they are decoded
         */
        FrameSource open(SourceSettings settings, long firstMicros, Optional<PacketListener> packets)
                throws VideoSourceException;
    }

    static Surroundings real(ImageAudit audit, Clock clock) {
        return new Surroundings(
                clock,
                System::nanoTime,
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
                FfmpegFrameSource::open,
                OpeningTurns.OF_THE_PROCESS,
                HeapBudget.OF_THE_PROCESS,
                new Random(),
                audit);
    }
}
