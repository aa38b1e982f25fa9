package vn.trangtien.drivers.analog;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceConfig.NumberPair;
import vn.trangtien.drivers.ads1115.Ads1115;

/**
 * The parameters of one device, read and compared with each other.
 *
 * @param config with the descriptor's defaults
 */
record AnalogConfig(DeviceConfig config) {

    static final String MCP3008 = "mcp3008";
    static final String ADS1115 = "ads1115";

    private static final NumberPair LOOP = new NumberPair(4, 20);
    private static final int ADS1115_INPUTS = 4;
    private static final double LONGEST_READ_SECONDS = 60;
    private static final double MILLI = 1_000;

    /** @throws ConfigException if parameters contradict each other */
    AnalogScaled.Settings settings() {
        return new AnalogScaled.Settings(
                "%s on %s".formatted(config.id(), config.bus()),
                input(),
                (int) config.needInteger("samples"),
                between(),
                output(),
                aggregate(),
                config.needText("unit"));
    }

    boolean isAds1115() {
        return config.needText("adc").equals(ADS1115);
    }

    Aggregate aggregate() {
        return Aggregate.valueOf(config.needText("aggregate").toUpperCase(Locale.ROOT));
    }

    private int input() {
        long input = config.needInteger("channel");
        if (isAds1115() && input >= ADS1115_INPUTS) {
            throw wrong("channel must be 0 to 3 with adc ads1115, but was %d", input);
        }
        return (int) input;
    }

    private Duration between() {
        double seconds = 1 / config.needNumber("sampleHz");
        double lasts = (config.needInteger("samples") - 1) * seconds;
        if (lasts > LONGEST_READ_SECONDS) {
            throw wrong(
                    "samples and sampleHz must let a read end within %.0f s, but it would last %.0f s; the bus waits for it",
                    LONGEST_READ_SECONDS, lasts);
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private Output output() {
        return config.number("shunt").isPresent() ? currentLoop(config.needNumber("shunt")) : voltage();
    }

    private Output voltage() {
        NumberPair from = config.needPair("from");
        if (from.second() > fullScale()) {
            throw wrong(
                    "from must end at or below %s %s V, but was %s; the converter sees no more",
                    fullScaleName(), fullScale(), shown(from));
        }
        return new VoltageOutput(scale(from));
    }

    private Output currentLoop(double ohms) {
        double needed = CurrentLoop.SHORT_CIRCUIT * ohms / MILLI;
        if (needed > fullScale()) {
            throw wrong(
                    "shunt must make at most %s %s V of %s mA, but %s Ohm make %s V; fit at most %.0f Ohm",
                    fullScaleName(),
                    fullScale(),
                    CurrentLoop.SHORT_CIRCUIT,
                    ohms,
                    needed,
                    Math.floor(MILLI * fullScale() / CurrentLoop.SHORT_CIRCUIT));
        }
        NumberPair from = config.pair("from").orElse(LOOP);
        if (from.first() < CurrentLoop.WIRE_BREAK || from.second() > CurrentLoop.SHORT_CIRCUIT) {
            throw wrong("from must be milliamperes such as [4, 20] when there is a shunt, but was %s", shown(from));
        }
        return new CurrentLoop(scale(from), ohms);
    }

    private Scale scale(NumberPair from) {
        NumberPair to = config.needPair("to");
        if (Double.isInfinite(from.first())) {
            throw wrong("from must be finite, but was %s; write what the datasheet says", shown(from));
        }
        if (!(from.first() < from.second())) {
            throw wrong("from must rise, but was %s; swap both ends of from and of to", shown(from));
        }
        if (!Double.isFinite(to.first()) || !Double.isFinite(to.second()) || to.first() == to.second()) {
            throw wrong("to must be two different numbers, but was %s", shown(to));
        }
        return new Scale(from.first(), from.second(), to.first(), to.second());
    }

    private double fullScale() {
        return isAds1115() ? Ads1115.fullScale(config) : config.needNumber("vref");
    }

    private String fullScaleName() {
        return isAds1115() ? "range" : "vref";
    }

    private static String shown(NumberPair pair) {
        return List.of(pair.first(), pair.second()).toString();
    }

    private ConfigException wrong(String rule, Object... values) {
        return new ConfigException("devices." + config.id() + ".params." + String.format(Locale.ROOT, rule, values));
    }
}
