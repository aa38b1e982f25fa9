package vn.trangtien.drivers.dust;

import java.util.List;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;

/** What a sensor says before its fan draws steady air. A defect is one at any time. */
final class Unsteady {

    private Unsteady() {}

    static List<Sample> marked(List<Sample> samples) {
        return samples.stream().map(Unsteady::marked).toList();
    }

    static List<Sample> withoutValues(List<Sample> samples) {
        return samples.stream()
                .map(sample -> Sample.missing(sample.channel(), sample.unit(), Quality.WARMING_UP, sample.at()))
                .toList();
    }

    private static Sample marked(Sample sample) {
        return sample.quality() == Quality.SENSOR_FAULT
                ? sample
                : new Sample(sample.channel(), sample.value(), sample.unit(), Quality.WARMING_UP, sample.at());
    }
}
