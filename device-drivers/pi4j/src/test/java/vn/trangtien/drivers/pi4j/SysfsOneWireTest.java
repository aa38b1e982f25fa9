package vn.trangtien.drivers.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;

class SysfsOneWireTest {

    private static final String DEVICE = "28-0316a2791bff";
    private static final String TEXT = "2b 01 55 05 7f a5 81 66 cf : crc=cf YES\n2b 01 55 05 7f a5 81 66 cf t=18687\n";

    @TempDir
    private Path root;

    private SysfsOneWire bus;

    @BeforeEach
    void open() throws Exception {
        Files.createDirectory(root.resolve("w1_bus_master1"));
        bus = new SysfsOneWire(new BusConfig.OneWire("w1", root.toString()));
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void theNineBytesComeAsTheyAre() throws Exception {
        device(DEVICE, TEXT);

        assertThat(bus.readScratchpad(DEVICE)).isEqualTo(HexFormat.of().parseHex("2b0155057fa58166cf"));
    }

    /** The kernel's verdict is not ours: the driver checks the sum itself. */
    @Test
    void aWrongChecksumIsTheDriversBusiness() throws Exception {
        device(DEVICE, TEXT.replace("YES", "NO").replace("2b 01", "2b 02"));

        assertThat(bus.readScratchpad(DEVICE)[1]).isEqualTo((byte) 2);
    }

    @Test
    void devicesAreSortedAndOthersLeftOut() throws Exception {
        device("28-0316a2791bff", TEXT);
        device("28-000000000001", TEXT);
        Files.createDirectory(root.resolve("w1_bus_master2"));
        Files.createDirectory(root.resolve("00-40000000000"));

        assertThat(bus.devices()).containsExactly("28-000000000001", "28-0316a2791bff");
    }

    @Test
    void aMasterWithoutDevicesIsNoFailure() throws Exception {
        assertThat(bus.devices()).isEmpty();
    }

    @Test
    void withoutAMasterThePortIsGone() throws Exception {
        Files.delete(root.resolve("w1_bus_master1"));

        assertFails(() -> bus.devices(), DeviceError.PORT_GONE, "dtoverlay=w1-gpio");
    }

    @Test
    void withoutTheDirectoryThePortIsGone() {
        var missing = new SysfsOneWire(new BusConfig.OneWire("w1", root + "/nowhere"));

        assertFails(missing::devices, DeviceError.PORT_GONE, "there is no 1-Wire master in " + root + "/nowhere");
        assertFails(() -> missing.readScratchpad(DEVICE), DeviceError.PORT_GONE, "dtoverlay=w1-gpio");
        missing.close();
    }

    @Test
    void aDeviceWithoutItsFolderIsNotPresent() {
        assertFails(() -> bus.readScratchpad(DEVICE), DeviceError.NOT_PRESENT, DEVICE);
    }

    @Test
    void aFileThatTheKernelCannotReadIsNotPresent() throws Exception {
        Files.createDirectories(root.resolve(DEVICE).resolve("w1_slave"));

        assertFails(() -> bus.readScratchpad(DEVICE), DeviceError.NOT_PRESENT, "the kernel could not read it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "2b 01 55 05 7f a5 81 66",
                "2b 01 55 05 7f a5 81 66 : crc=cf YES",
                "2b 01 55 05 7f a5 81 66 cf 00 : crc=cf YES",
                "2g 01 55 05 7f a5 81 66 cf : crc=cf YES",
                "2b015505 7fa58166cf : crc=cf YES",
                "không có thiết bị"
            })
    void whatIsNoScratchpadIsAFramingError(String text) throws Exception {
        device(DEVICE, text);

        assertFails(() -> bus.readScratchpad(DEVICE), DeviceError.FRAMING, "expected nine hexadecimal bytes");
    }

    @Test
    void anEndlessFileIsNotReadToItsEnd() throws Exception {
        device(DEVICE, "x".repeat(5_000_000));

        assertFails(() -> bus.readScratchpad(DEVICE), DeviceError.FRAMING, "expected nine hexadecimal bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../28-0316a2791bff",
                "28-0316a2791bff/..",
                "/etc/passwd",
                "28-0316A2791BFF",
                "28-0316a2791bf",
                ""
            })
    void aDeviceIsNamedByItsFolderAndByNothingElse(String device) {
        assertThatThrownBy(() -> bus.readScratchpad(device))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("but was '" + device + "'");
    }

    @Test
    void aClosedBusStaysClosed() throws Exception {
        device(DEVICE, TEXT);
        bus.close();
        bus.close();

        assertFails(() -> bus.readScratchpad(DEVICE), DeviceError.PORT_GONE, "bus w1 has been closed");
    }

    private void device(String id, String text) throws Exception {
        Files.writeString(Files.createDirectory(root.resolve(id)).resolve("w1_slave"), text);
    }

    private static void assertFails(ThrowingCallable call, DeviceError error, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(error))
                .hasMessageContaining(message);
    }
}
