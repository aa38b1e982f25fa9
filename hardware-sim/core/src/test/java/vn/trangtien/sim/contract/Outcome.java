package vn.trangtien.sim.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;

/** What one read gave: samples, or the reason why there are none. */
record Outcome(List<Sample> samples, @Nullable DeviceException failure) {

    boolean isGood() {
        return failure == null && samples.stream().allMatch(sample -> sample.quality() == Quality.GOOD);
    }

    /** Whether anything of the instrument itself is called GOOD. */
    boolean trustsInstrument(Subject subject) {
        return samples.stream()
                .anyMatch(sample -> sample.quality() == Quality.GOOD && !subject.countsItself(sample.channel()));
    }

    @Override
    public String toString() {
        return failure == null ? samples.toString() : "%s: %s".formatted(failure.error(), failure.getMessage());
    }
}
