package vn.trangtien.drivers.pi4j;

import com.pi4j.io.IOType;
import com.pi4j.provider.Provider;
import java.util.function.Function;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.MessageFeeds;
import vn.trangtien.drivers.port.ModbusOverSerial;
import vn.trangtien.drivers.port.ModbusOverTcp;

/**
 * What {@link Pi4jBuses} is made of besides the configuration.
 *
 * @param providers gives a new Pi4J provider at each call: {@link RaspberryPiProviders} or those of a simulated board
 * @param modbusOverSerial makes the Modbus RTU masters
 * @param modbusOverTcp makes the Modbus TCP masters
 * @param messageFeeds listens to brokers
 * @param clock stamps the edges of inputs
 */
public record BusParts(
        Function<IOType, Provider<?, ?, ?>> providers,
        ModbusOverSerial modbusOverSerial,
        ModbusOverTcp modbusOverTcp,
        MessageFeeds messageFeeds,
        DeviceClock clock) {

    /** I2C, SPI, UART, GPIO and 1-Wire; a bus of another kind is refused when first used. */
    public static BusParts of(Function<IOType, Provider<?, ?, ?>> providers, DeviceClock clock) {
        return new BusParts(
                providers,
                (link, bus, ofDevices) -> {
                    throw missing(bus);
                },
                (bus, ofDevices) -> {
                    throw missing(bus);
                },
                (bus, topicFilter, ofDevices) -> {
                    throw missing(bus);
                },
                clock);
    }

    /** The same with both ways to Modbus. */
    public BusParts withModbus(ModbusOverSerial overSerial, ModbusOverTcp overTcp) {
        return new BusParts(providers, overSerial, overTcp, messageFeeds, clock);
    }

    /** The same with messages of brokers. */
    public BusParts withMessages(MessageFeeds feeds) {
        return new BusParts(providers, modbusOverSerial, modbusOverTcp, feeds, clock);
    }

    private static ConfigException missing(BusConfig bus) {
        return new ConfigException("bus '%s' is of kind %s, for which this program was put together without a part"
                .formatted(bus.name(), bus.kind().code()));
    }
}
