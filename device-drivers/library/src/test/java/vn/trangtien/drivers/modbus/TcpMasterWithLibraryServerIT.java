package vn.trangtien.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.Netty;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.drivers.testing.TestBuses;

/** Somebody else's Modbus TCP server answers a whole register map. */
@Timeout(60)
class TcpMasterWithLibraryServerIT {

    private int port;
    private ModbusTcpServer server;
    private TcpMaster master;

    @BeforeEach
    void start() throws Exception {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        server = serving();
        server.start();
        master = new TcpMaster(
                new BusConfig.ModbusTcp("plc", "127.0.0.1", port, Duration.ofSeconds(5)), DeviceClock.system());
    }

    @AfterEach
    void stop() throws Exception {
        master.close();
        server.stop();
    }

    @AfterAll
    static void release() {
        Netty.releaseSharedResources();
    }

    @Test
    void aWholeMapIsRead() throws Exception {
        Device meter = new RegisterMapDriver()
                .open(
                        new DeviceConfig("power", "register-map", "plc", Map.of("unit", 1L, "map", "sdm630")),
                        new TestBuses() {
                            @Override
                            public ModbusMaster modbus(String bus) {
                                return master;
                            }
                        },
                        DeviceClock.system());

        Sample voltage = meter.read().stream()
                .filter(sample -> sample.channel().equals("voltageL2"))
                .findFirst()
                .orElseThrow();

        assertThat(voltage.value()).isCloseTo(230.2, within(0.001));
    }

    @Test
    void registersThatDoNotExistAreUnsupported() {
        assertThatThrownBy(() -> master.readInput(1, 0x1000, 2))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.UNSUPPORTED));
    }

    @Test
    void aRestartedServerIsFoundAgain() throws Exception {
        master.readInput(1, 0, 2);
        server.stop();
        // The library says that it has stopped a little before the port is free.
        Awaitility.await().ignoreExceptions().until(() -> {
            var restarted = serving();
            restarted.start();
            server = restarted;
            return true;
        });

        // The old server may leave the connection to be found dead by the next question.
        assertThat(master.readInput(1, 0, 2)).containsExactly(0x4366, 0x3333);
    }

    private ModbusTcpServer serving() {
        return ModbusTcpServer.create(
                NettyTcpServerTransport.create(config -> {
                    config.setBindAddress("127.0.0.1");
                    config.setPort(port);
                }),
                new AllTheSame());
    }

    /** Every input register pair below 0x1000 holds 230.2. */
    private static final class AllTheSame implements ModbusServices {

        @Override
        public ReadInputRegistersResponse readInputRegisters(
                ModbusRequestContext context, int unitId, ReadInputRegistersRequest request)
                throws ModbusResponseException {
            if (request.address() >= 0x1000) {
                throw new ModbusResponseException(4, 2);
            }
            var bytes = ByteBuffer.allocate(2 * request.quantity());
            for (int i = 0; i < request.quantity(); i++) {
                bytes.putShort((short) ((request.address() + i) % 2 == 0 ? 0x4366 : 0x3333));
            }
            return new ReadInputRegistersResponse(bytes.array());
        }
    }
}
