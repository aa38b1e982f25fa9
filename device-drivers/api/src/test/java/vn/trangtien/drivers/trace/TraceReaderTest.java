package vn.trangtien.drivers.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.trace.TraceEvent.I2c;
import vn.trangtien.drivers.trace.TraceEvent.Received;

class TraceReaderTest {

    @Test
    void aTraceIsEasyToWriteByHand() throws TraceFormatException {
        Trace trace = TraceReader.read("by-hand.txt", """
                # trangtien-trace 1
                device air driver=bme280 on=i2c-1 address=0x76 warmUp=30s

                t=0.001234 i2c-1 0x76 w=d0 r=60
                i2c-1 0x76 w=88 r=6e00 9b 66
                t=1 gps rx="$GPGGA,,*47\\r\\n"
                """);

        assertThat(trace.devices().get(0).params())
                .containsEntry("address", 118L)
                .containsEntry("warmUp", "PT30S");
        assertThat(trace.events())
                .containsExactly(
                        new I2c(
                                1_234_000,
                                "i2c-1",
                                0x76,
                                Optional.of(Bytes.of(0xD0)),
                                1,
                                Bytes.of(0x60),
                                Optional.empty()),
                        new I2c(
                                1_234_000,
                                "i2c-1",
                                0x76,
                                Optional.of(Bytes.of(0x88)),
                                4,
                                Bytes.of(0x6E, 0, 0x9B, 0x66),
                                Optional.empty()),
                        new Received(
                                1_000_000_000,
                                1_000_000_000,
                                "gps",
                                Bytes.ofText("$GPGGA,,*47\r\n"),
                                Optional.empty()));
        assertThat(trace.lines()).containsExactly(4, 5, 6);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "t=zero i2c-1 0x76 w=d0 r=60 | t must be seconds such as 0.001234",
                "t=1 i2c-1 0x76 w=d0 r=6 | r must be bytes such as 42 4d",
                "t=1 i2c-1 0x76 | needs w=… or r=…",
                "t=1 i2c-1 0x99 r=60 | an address must be 0x00 to 0x7f",
                "t=1 uart-pm rx=42 colour=red | 'colour=' does not belong into this line",
                "t=1 uart-pm rx=42 rx=43 | must name each field once",
                "t=1 uart-pm rx= err=BROKEN `\"gone\"` | err must be one of NOT_PRESENT",
                "t=1 gpio line=17 edge=up | edge must be rise or fall",
                "t=1 gpio line=17 pull=up level=2 | level must be 0 or 1",
                "t=1 lora topic=\"a | must end with a quote",
                "t=1 device air look | what is wanted of a device must be one of OPEN, READ, CLOSE",
                "bus rs485 kind=modbus | kind must be one of [i2c, spi",
                "bus rs485 kind=modbus-rtu baud=5 | buses.rs485.baud must be 300 to 1000000",
                "device air on=i2c-1 driver=bme280 from=[1 | ',' or ']' was expected",
                "start yesterday | start must be an instant"
            })
    void everyMistakeNamesItsLine(String line, String rule) {
        assertThatThrownBy(() -> TraceReader.read("bad.txt", "# trangtien-trace 1\n\n" + line))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith("bad.txt:3: ")
                .hasMessageContaining(rule);
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> TraceReader.read("new.txt", "# trangtien-trace 2\n"))
                .hasMessage("new.txt:1: a trace must begin with '# trangtien-trace 1', but this begins with"
                        + " '# trangtien-trace 2'");
        assertThatThrownBy(() -> TraceReader.read("empty.txt", "")).hasMessageContaining("but is empty");
    }

    /** Fifty thousand lines of rubbish: refused or understood, never another exception. */
    @Test
    void rubbishIsRefused() {
        var random = new Random(7);
        String letters = "trx=0123456789abcdef \"\\{}[],:device bus open err=";
        for (int i = 0; i < 50_000; i++) {
            var line = new StringBuilder();
            int length = random.nextInt(60);
            for (int j = 0; j < length; j++) {
                line.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                TraceReader.read("rubbish", "# trangtien-trace 1\n" + line);
            } catch (TraceFormatException e) {
                assertThat(e.line()).isEqualTo(2);
            }
        }
    }

    @Test
    void aDumpMayHaveHolesAndATableHead() throws TraceFormatException {
        Trace trace = BareTrace.read(
                "dump.txt",
                List.of(
                        "     0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f    0123456789abcdef",
                        "80: xx 6e 00 xx 43    ?n.?C",
                        "0xd0: 60"),
                BusKind.I2C,
                "i2c-1");

        assertThat(trace.events())
                .extracting(TraceEvent::body)
                .containsExactly("i2c-1 0x00 w=81 r=6e 00", "i2c-1 0x00 w=84 r=43", "i2c-1 0x00 w=d0 r=60");
    }

    @Test
    void bareFormsAreUnderstood() throws TraceFormatException {
        assertThat(bare(BusKind.UART, "42 4d 00", "AAC0D404", "> FF 01 86", "$GPGGA,,*47"))
                .containsExactly("b rx=42 4d 00", "b rx=aa c0 d4 04", "b tx=ff 01 86", "b rx=\"$GPGGA,,*47\\r\\n\"");
        assertThat(bare(BusKind.SPI, "01 80 00 -> 00 03 ff")).containsExactly("b x=01 80 00 r=00 03 ff");
        assertThat(bare(
                        BusKind.ONE_WIRE,
                        "2b 01 55 05 7f a5 81 66 cf : crc=cf YES",
                        "2b 01 55 05 7f a5 81 66 cf t=18687"))
                .containsExactly("b \"*\" r=2b 01 55 05 7f a5 81 66 cf");
        assertThat(bare(BusKind.MODBUS_RTU, "01 04 00 00 00 02 71 CB", "01 04 04 43 66 33 34 1B 38"))
                .containsExactly("b tx=01 04 00 00 00 02 71 cb", "b rx=01 04 04 43 66 33 34 1b 38");
        assertThat(bare(
                        BusKind.MODBUS_TCP,
                        "00 01 00 00 00 06 01 04 00 00 00 02",
                        "00 01 00 00 00 07 01 04 04 43 66 33 34"))
                .containsExactly("b unit=1 q=04 00 00 00 02 a=04 04 43 66 33 34");
        assertThat(bare(BusKind.MQTT, "application/1/device/0102/event/up {\"fCnt\": 7}"))
                .containsExactly("b topic=\"application/1/device/0102/event/up\" payload=\"{\\\"fCnt\\\": 7}\"");
        assertThat(bare(BusKind.GPIO, "0 1", "0.120 0"))
                .containsExactly("b line=-1 pull=none level=1", "b line=-1 edge=fall");
    }

    @Test
    void bareFormsThatAreNoneSaySo() {
        assertThatThrownBy(() -> bare(BusKind.UART, "42 4g"))
                .hasMessage("bare.txt:1: a line must be bytes such as 42 4d, but has '4g'");
        assertThatThrownBy(() -> bare(BusKind.MODBUS_RTU, "01 04 04 43 66 33 34 1B 38"))
                .hasMessageContaining("a reply must follow its request");
        assertThatThrownBy(() -> bare(BusKind.I2C)).hasMessageContaining("there is no traffic in it");
    }

    private static List<String> bare(BusKind kind, String... lines) throws TraceFormatException {
        return BareTrace.read("bare.txt", List.of(lines), kind, "b").events().stream()
                .map(TraceEvent::body)
                .toList();
    }
}
