package vn.trangtien.gateway.remote.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trial of a release that has just been started: it stays if the cloud acknowledges a message within its time, otherwise the
 * one before comes back. Time is measured by a clock that no correction of the day moves.
 */
public final class Trial {

    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

    private final Releases releases;
    private final ReleaseVersion version;
    private final Duration within;
    private final LongSupplier nanoTime;
    private final LongSupplier delivered;
    private final long began;
    private final long deliveredBefore;

    private Verdict verdict = Verdict.PENDING;

    /** How it stands. */
    public enum Verdict {
        PENDING,
        CONFIRMED,
        /** The program must end now, so that the launcher starts what ran before. */
        TAKEN_BACK
    }

    private Trial(
            Releases releases, ReleaseVersion version, Duration within, LongSupplier nanoTime, LongSupplier delivered) {
        this.releases = releases;
        this.version = version;
        this.within = within;
        this.nanoTime = nanoTime;
        this.delivered = delivered;
        this.began = nanoTime.getAsLong();
        this.deliveredBefore = delivered.getAsLong();
    }

    /**
     * The trial that begins with this start; empty if what runs is confirmed or installed.
     *
     * @param within {@code remote.healthyWithin}
     * @param nanoTime rises steadily
     * @param delivered messages that the cloud has acknowledged, counted on over restarts
     */
    public static Optional<Trial> begin(
            Releases releases, Duration within, LongSupplier nanoTime, LongSupplier delivered) throws DeployException {
        return releases.current()
                .filter(CurrentRelease::trial)
                .map(current -> new Trial(releases, current.version(), within, nanoTime, delivered));
    }

    /** Looks; to be called every second or so until the verdict is not pending any more. */
    public Verdict look() {
        if (verdict != Verdict.PENDING) {
            return verdict;
        }
        Duration taken = Duration.ofNanos(nanoTime.getAsLong() - began);
        try {
            if (releases.current().filter(CurrentRelease::trial).isEmpty()) {
                // A technician confirmed it, or took it back, by hand.
                verdict = Verdict.CONFIRMED;
            } else if (delivered.getAsLong() > deliveredBefore) {
                releases.confirm();
                LOG.info("release={} trial=confirmed after={}s", version, taken.toSeconds());
                verdict = Verdict.CONFIRMED;
            } else if (taken.compareTo(within) > 0) {
                releases.takeBack("the cloud was not reached within " + within.toSeconds() + " s");
                LOG.error("release={} trial=taken-back after={}s", version, taken.toSeconds());
                verdict = Verdict.TAKEN_BACK;
            }
        } catch (IOException | DeployException e) {
            // The launcher counts starts, so that an unwritable disk does not leave an unproven release for good.
            LOG.error("release={} trial=\"{}\"", version, e.getMessage());
        }
        return verdict;
    }
}
