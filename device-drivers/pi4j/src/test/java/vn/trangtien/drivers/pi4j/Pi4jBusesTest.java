package vn.trangtien.drivers.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.io.IOType;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBase;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.io.spi.SpiProviderBase;
import com.pi4j.provider.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.ModbusMaster;

class Pi4jBusesTest {

    private static final BusConfig SPI = new BusConfig.Spi("spi-0", 0, 0, 1_000_000);
    private static final BusConfig UART = new BusConfig.Uart("uart-lv", "/dev/does-not-exist");

    @Test
    void aBusThatIsNotThereIsNamedWithThoseThatAre() {
        try (var buses = buses(SPI, UART)) {
            assertThatThrownBy(() -> buses.spi("spi-1"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("there is no bus 'spi-1'; the configuration has [spi-0, uart-lv]");
        }
    }

    @Test
    void aBusOfAnotherKindIsRefused() {
        try (var buses = buses(SPI)) {
            assertThatThrownBy(() -> buses.i2c("spi-0", 0x76))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("bus 'spi-0' is of kind spi");
        }
    }

    @Test
    void twoBusesOfOneNameAreRefused() {
        assertThatThrownBy(() -> buses(SPI, SPI)).hasMessageStartingWith("buses.spi-0 appears twice");
    }

    @Test
    void oneChipServesAllLines() {
        assertThatThrownBy(() -> buses(new BusConfig.Gpio("a", "auto", 0), new BusConfig.Gpio("b", "auto", 0)))
                .hasMessageStartingWith("only one bus of kind gpio is possible");
        assertThatThrownBy(() -> buses(new BusConfig.Gpio("a", "gpiochip4", 0)))
                .hasMessageContaining("but was 'gpiochip4'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x07, 0x78, 0x176})
    void addressesOutsideTheBusAreRefused(int address) {
        try (var buses = buses(new BusConfig.I2c("i2c-1", 1, 100_000))) {
            assertThatThrownBy(() -> buses.i2c("i2c-1", address)).hasMessageContaining("must be 0x08 to 0x77");
        }
    }

    @Test
    void aMissingSerialPortIsFoundByTheFirstUseAndNamesItsPath() {
        try (var buses = buses(UART)) {
            var link = buses.serial("uart-lv", 9_600);

            assertThatThrownBy(() -> link.read(1, Duration.ZERO))
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE))
                    .hasMessageContaining("uart-lv")
                    .hasMessageContaining("/dev/does-not-exist");
        }
    }

    @Test
    void oneUartServesOneRate() {
        try (var buses = buses(UART)) {
            assertThat(buses.serial("uart-lv", 9_600)).isSameAs(buses.serial("uart-lv", 9_600));
            assertThatThrownBy(() -> buses.serial("uart-lv", 115_200)).isInstanceOf(ConfigException.class);
        }
    }

    /** The Linux provider says -1 or 0 where others throw. */
    @ParameterizedTest(name = "transfer returns {0}")
    @ValueSource(ints = {-1, 0, 2})
    void anSpiErrorIsNoSilence(int returned) throws Exception {
        try (var buses = buses(type -> new StubSpiProvider(returned), SPI)) {
            var port = buses.spi("spi-0");

            assertThatThrownBy(() -> port.transfer((byte) 1, (byte) 2, (byte) 3))
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.BUS_STUCK))
                    .hasMessageContaining("with " + returned);
        }
    }

    @Test
    void eachBusHasAContextOfItsOwnSoThatEqualAddressesDoNotMeet() throws Exception {
        var made = new ArrayList<IOType>();
        Function<IOType, Provider<?, ?, ?>> counting = type -> {
            made.add(type);
            return new StubSpiProvider(1);
        };
        // Chip select 0 of two buses is the same address to Pi4J.
        try (var buses = buses(counting, SPI, new BusConfig.Spi("spi-1", 1, 0, 1_000_000))) {
            assertThat(buses.spi("spi-0").transfer((byte) 7)).containsExactly(7);
            assertThat(buses.spi("spi-1").transfer((byte) 8)).containsExactly(8);
            assertThat(buses.spi("spi-0").transfer((byte) 9)).containsExactly(9);
        }
        assertThat(made).containsExactly(IOType.SPI, IOType.SPI);
    }

    @Test
    void aProviderThatCannotStartIsAPortThatIsGone() {
        Function<IOType, Provider<?, ?, ?>> broken = type -> {
            throw new UnsatisfiedLinkError("no native library for this machine");
        };
        try (var buses = buses(broken, new BusConfig.Gpio("gpio", "auto", 0))) {
            assertThatThrownBy(() -> buses.input("gpio", 17, GpioIn.Pull.UP))
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE))
                    .hasMessageContaining("no native library for this machine");
        }
    }

    @Test
    void modbusIsMadeByThePartOfItsKindAndOnce() {
        var made = new ArrayList<String>();
        var rtu = new BusConfig.ModbusRtu(
                "rs485", "/dev/none", 9_600, BusConfig.Parity.NONE, Duration.ofSeconds(1), Duration.ZERO);
        var tcp = new BusConfig.ModbusTcp("plc", "127.0.0.1", 502, Duration.ofSeconds(1));
        var parts = BusParts.of(new RaspberryPiProviders(), DeviceClock.system())
                .withModbus(
                        (link, bus, clock) -> master("rtu " + bus.name(), made),
                        (bus, clock) -> master("tcp " + bus.name(), made));
        var buses = new Pi4jBuses(List.of(rtu, tcp, UART), parts);

        assertThat(buses.modbus("rs485")).isSameAs(buses.modbus("rs485"));
        assertThat(buses.modbus("plc")).isSameAs(buses.modbus("plc"));
        assertThatThrownBy(() -> buses.modbus("uart-lv")).isInstanceOf(ConfigException.class);
        buses.close();

        assertThat(made).containsExactlyInAnyOrder("rtu rs485", "tcp plc", "closed rtu rs485", "closed tcp plc");
    }

    @Test
    void openFeedsAreClosedWithTheBusesAndClosedOnesForgotten() throws Exception {
        var closed = new ArrayList<String>();
        var mqtt = new BusConfig.Mqtt(
                "chirpstack", "tcp://127.0.0.1:1883", Optional.empty(), Optional.empty(), Optional.empty());
        var parts = BusParts.of(new RaspberryPiProviders(), DeviceClock.system())
                .withMessages((bus, topicFilter, clock) -> new MessageFeed() {
                    @Override
                    public List<Message> take() {
                        return List.of(new Message(topicFilter, new byte[0], 1, Instant.EPOCH));
                    }

                    @Override
                    public long dropped() {
                        return 3;
                    }

                    @Override
                    public void close() {
                        closed.add(topicFilter);
                    }
                });
        try (var buses = new Pi4jBuses(List.of(mqtt), parts)) {
            buses.messages("chirpstack", "a").close();
            MessageFeed open = buses.messages("chirpstack", "b");
            assertThat(open.take()).extracting(MessageFeed.Message::topic).containsExactly("b");
            assertThat(open.dropped()).isEqualTo(3);
        }

        assertThat(closed).containsExactly("a", "b");
    }

    @Test
    void aKindWithoutItsPartIsAConfigurationError() {
        var tcp = new BusConfig.ModbusTcp("plc", "127.0.0.1", 502, Duration.ofSeconds(1));
        try (var buses = buses(tcp)) {
            assertThatThrownBy(() -> buses.modbus("plc"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("bus 'plc' is of kind modbus-tcp");
        }
    }

    private static ModbusMaster master(String name, List<String> log) {
        log.add(name);
        return new ModbusMaster() {
            @Override
            public int[] readHolding(int unit, int first, int count) {
                throw new AssertionError("not asked here");
            }

            @Override
            public int[] readInput(int unit, int first, int count) {
                throw new AssertionError("not asked here");
            }

            @Override
            public void close() {
                log.add("closed " + name);
            }
        };
    }

    @Test
    void aClosedBusStaysClosed() throws Exception {
        var buses = buses(type -> new StubSpiProvider(1), SPI);
        var port = buses.spi("spi-0");
        port.transfer((byte) 1);

        buses.close();
        buses.close();

        assertThatThrownBy(() -> port.transfer((byte) 1)).hasMessage("bus spi-0 has been closed");
    }

    private static Pi4jBuses buses(BusConfig... configs) {
        return buses(new RaspberryPiProviders(), configs);
    }

    private static Pi4jBuses buses(Function<IOType, Provider<?, ?, ?>> providers, BusConfig... configs) {
        return new Pi4jBuses(List.of(configs), BusParts.of(providers, DeviceClock.system()));
    }

    /** Gives back what was sent and returns what it is told to. */
    private static final class StubSpiProvider extends SpiProviderBase {

        private final int returned;

        StubSpiProvider(int returned) {
            super("stub-spi", "Stub SPI");
            this.returned = returned;
        }

        @Override
        public Spi create(SpiConfig config) {
            var spi = new StubSpi(this, config, returned);
            context.registry().add(spi);
            return spi;
        }
    }

    private static final class StubSpi extends SpiBase {

        private final int returned;

        StubSpi(SpiProvider provider, SpiConfig config, int returned) {
            super(provider, config);
            this.returned = returned;
        }

        @Override
        public int transfer(byte[] write, int writeOffset, byte[] read, int readOffset, int length) {
            System.arraycopy(write, writeOffset, read, readOffset, length);
            return returned;
        }

        @Override
        public int read() {
            throw new AssertionError("the adapter transfers");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            throw new AssertionError("the adapter transfers");
        }

        @Override
        public int write(byte b) {
            throw new AssertionError("the adapter transfers");
        }

        @Override
        public int write(byte[] data, int offset, int length) {
            throw new AssertionError("the adapter transfers");
        }
    }
}
