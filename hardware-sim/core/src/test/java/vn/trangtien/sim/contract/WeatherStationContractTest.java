package vn.trangtien.sim.contract;

import java.util.Map;

/** A weather station by its shipped register map, over TCP. */
class WeatherStationContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("register-map", Wires.TCP, Map.of("map", "weather-station", "unit", 3L))
                .channel("windSpeed", 0.06)
                .channel("windDirection", 0.6)
                .channel("humidity", 0.06)
                .channel("temperature", 0.06)
                .channel("pressure", 60)
                // Its register starts again at 0.
                .channel("rain", Judge.felt("rain", 0.11, mm -> mm % 6553.6))
                .channel("solar", 0.6);
    }
}
