package vn.trangtien.box.city;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.box.home.Port;

/**
 * What a person may choose about a city.
 *
 * @param data where it lives between two starts
 * @param portBase first of a block of ports, if all are to be moved
 * @param ports single ports that are to be moved
 * @param camera file or {@code rtsp://} address; without one a rendered street is served
 * @param speed how many times faster than the wall clock the simulated weather and river run, 1 to 600
 * @param brokerCut fault on purpose
 */
public record CityOptions(
        Path data,
        Optional<Integer> portBase,
        Map<Port, Integer> ports,
        Optional<String> camera,
        int speed,
        Optional<BrokerCut> brokerCut) {

    public static final int USUAL_SPEED = 60;

    private static final int FASTEST = 600;
    private static final int LAST_PORT = 65_535;

    public CityOptions {
        ports = Map.copyOf(ports);
        if (speed < 1 || speed > FASTEST) {
            throw new IllegalArgumentException("speed must be 1 to %d, but was %d".formatted(FASTEST, speed));
        }
        ports.forEach((port, number) -> portNumber(port.option(), number));
        portBase.ifPresent(base -> {
            portNumber("--ports", base);
            portNumber("--ports", base + Port.values().length - 1);
        });
    }

    private static void portNumber(String option, int number) {
        if (number < 1 || number > LAST_PORT) {
            throw new IllegalArgumentException(
                    "%s must stay within 1 to %d, but was %d".formatted(option, LAST_PORT, number));
        }
    }

    /** Everything as usual, in that folder. */
    public static CityOptions usual(Path data) {
        return new CityOptions(data, Optional.empty(), Map.of(), Optional.empty(), USUAL_SPEED, Optional.empty());
    }
}
