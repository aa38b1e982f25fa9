package vn.trangtien.sim.contract;

import java.util.Map;
import vn.trangtien.sim.fault.Fault;

/** A GPS receiver: NMEA sentences once a second. */
class GpsContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of("gps-nmea", Wires.UART, Map.of())
                .channel("latitude", 1e-5)
                .channel("longitude", 1e-5)
                .channel("altitude", 0.1)
                // Without a fix it uses none, and says so.
                .channel("satellites", Judge.felt("satellites", 0.5).or(0))
                .channel("speed", 0.01)
                .channel("hdop", 0.01)
                .channel("time", 1)
                .neverMeets(Fault.ECHO, "it only listens");
    }
}
