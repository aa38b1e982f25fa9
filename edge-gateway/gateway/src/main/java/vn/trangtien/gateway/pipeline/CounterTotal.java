package vn.trangtien.gateway.pipeline;

import java.util.Optional;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.gateway.pipeline.CounterMemory.Count;

/**
 * A counter that never falls, although the instrument's own does: a bucket is counted from 0 whenever the gateway starts, a
 * meter may lose its supply. What was counted before is carried.
 *
 * <p>A fall seen once may be a misread: the total stands still and is UNCERTAIN. Seen twice it is believed – as a new beginning,
 * unless the instrument is back where it was before its last step, which was the misread then. The first value after a start is
 * believed at once: below the one remembered it is a new beginning, otherwise the instrument has gone on counting by itself.
 */
final class CounterTotal {

    private final String device;
    private final String channel;
    private final CounterMemory memory;

    private boolean begun;
    private double carried;
    private double raw;
    private double rawBefore;
    private boolean doubted;

    CounterTotal(String device, String channel, CounterMemory memory) {
        this.device = device;
        this.channel = channel;
        this.memory = memory;
    }

    /** The same sample with the total in place of what the instrument counts. */
    Sample of(Sample sample) {
        if (!sample.hasValue()) {
            return sample;
        }
        if (!sample.quality().isUsable()) {
            return with(sample, carried + sample.value(), sample.quality());
        }
        if (!begun) {
            begin(sample.value());
        } else if (sample.value() >= raw) {
            step(sample.value());
        } else if (!doubted) {
            doubted = true;
            return with(sample, carried + raw, Quality.UNCERTAIN);
        } else {
            fall(sample.value());
        }
        memory.remember(device, channel, new Count(carried, raw));
        return with(sample, carried + raw, sample.quality());
    }

    private void begin(double value) {
        Optional<Count> before = memory.recall(device, channel);
        if (before.isPresent()) {
            Count last = before.get();
            carried = value < last.raw() ? last.total() : last.carried();
        }
        raw = value;
        rawBefore = value;
        begun = true;
    }

    private void step(double value) {
        doubted = false;
        if (value > raw) {
            rawBefore = raw;
            raw = value;
        }
    }

    private void fall(double value) {
        doubted = false;
        if (value < rawBefore) {
            carried += raw;
        }
        raw = value;
        rawBefore = value;
    }

    private static Sample with(Sample sample, double total, Quality quality) {
        if (!Double.isFinite(total)) {
            return Sample.missing(sample.channel(), sample.unit(), Quality.SENSOR_FAULT, sample.at());
        }
        return new Sample(sample.channel(), total, sample.unit(), quality, sample.at());
    }
}
