package vn.trangtien.gateway.pipeline;

import java.util.OptionalDouble;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.gateway.config.Calibration;
import vn.trangtien.gateway.config.ChannelRules;

/** From the number of the driver to that of the site: scale, offset, calibration. */
final class Conversion {

    private Conversion() {}

    static Measured of(Sample sample, ChannelRules rules) {
        if (!sample.hasValue()) {
            return new Measured(OptionalDouble.empty(), sample.quality(), sample.at());
        }
        double scaled = sample.value() * rules.scale() + rules.offset();
        if (rules.calibration().isEmpty() || !Double.isFinite(scaled)) {
            return Measured.of(scaled, sample.quality(), sample.at());
        }
        Calibration curve = rules.calibration().get();
        boolean guessed = sample.quality() == Quality.GOOD && !curve.covers(scaled);
        return Measured.of(curve.correct(scaled), guessed ? Quality.UNCERTAIN : sample.quality(), sample.at());
    }
}
