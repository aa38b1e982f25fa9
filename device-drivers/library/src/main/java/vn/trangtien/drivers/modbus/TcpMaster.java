package vn.trangtien.drivers.modbus;

import com.digitalpetri.modbus.TimeoutScheduler;
import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.ModbusMaster;

/**
 * Master of the units behind one Modbus TCP address: of one device, or of a converter with a serial line behind it.
 *
 * <p>It connects with the first request and keeps the connection. Devices drop connections that were idle for some time, so a
 * request on an older connection that ends without an answer is sent once more on a new one; one that was not answered in time
 * is not. Answers are told apart by their transaction numbers, so a late one is never that to the next request. Not
 * thread-safe, but {@link #close} may come from any thread.
 */
public final class TcpMaster implements ModbusMaster {

    private final BusConfig.ModbusTcp bus;
    private final DeviceClock clock;
    private final SocketTransport transport;
    private final ModbusTcpClient client;

    /** @param clock measures the time-outs */
    public TcpMaster(BusConfig.ModbusTcp bus, DeviceClock clock) {
        this.bus = bus;
        this.clock = clock;
        this.transport = new SocketTransport(bus, clock);
        this.client = ModbusTcpClient.create(
                transport, config -> config.setRequestTimeout(bus.timeout()).setTimeoutScheduler(ofTheTransport()));
    }

    @Override
    public int[] readHolding(int unit, int first, int count) throws DeviceException, InterruptedException {
        var request = new ReadRequest(unit, ReadRequest.HOLDING, first, count);
        return read(
                request,
                () -> client.readHoldingRegisters(unit, new ReadHoldingRegistersRequest(first, count))
                        .registers());
    }

    @Override
    public int[] readInput(int unit, int first, int count) throws DeviceException, InterruptedException {
        var request = new ReadRequest(unit, ReadRequest.INPUT, first, count);
        return read(
                request,
                () -> client.readInputRegisters(unit, new ReadInputRegistersRequest(first, count))
                        .registers());
    }

    @Override
    public void close() {
        transport.close();
    }

    private int[] read(ReadRequest request, Question question) throws DeviceException, InterruptedException {
        boolean older = transport.isConnected();
        try {
            return registers(request, question.ask());
        } catch (ModbusResponseException e) {
            throw Refusal.of(bus.name(), request, e.getExceptionCode());
        } catch (ModbusExecutionException e) {
            if (older && isDropped(e)) {
                return read(request, question);
            }
            throw failure(request, e);
        } catch (ModbusException e) {
            transport.close();
            throw failure(request, e);
        }
    }

    private int[] registers(ReadRequest request, byte[] bytes) throws DeviceException {
        if (bytes.length != 2 * request.count()) {
            transport.close();
            throw new DeviceException(
                    DeviceError.FRAMING,
                    "%s: %s: %d bytes were expected, but %d came"
                            .formatted(bus.name(), request, 2 * request.count(), bytes.length));
        }
        var values = new int[request.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((bytes[2 * i] & 0xFF) << 8) | (bytes[2 * i + 1] & 0xFF);
        }
        return values;
    }

    /** Whether the device closed the connection, as against being slow or sending rubbish. */
    private static boolean isDropped(ModbusExecutionException e) {
        return e.getCause() instanceof IOException io
                && !(io instanceof SocketTransport.NoAnswerException)
                && !(io instanceof SocketTransport.NoModbusException)
                && !(io instanceof AsynchronousCloseException);
    }

    private DeviceException failure(ReadRequest request, ModbusException e) throws InterruptedException {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof ClosedByInterruptException) {
            // The flag is still set: this throws and clears it.
            clock.sleep(Duration.ofMillis(1));
            throw new InterruptedException("%s: %s was interrupted".formatted(bus.name(), request));
        }
        String what = "%s: %s: ".formatted(bus.name(), request);
        String address = "%s:%d".formatted(bus.host(), bus.port());
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return new DeviceException(
                    DeviceError.NOT_PRESENT,
                    what + "nothing accepts connections at %s (%s)".formatted(address, cause.getMessage()),
                    cause);
        }
        if (cause instanceof UnknownHostException) {
            return new DeviceException(
                    DeviceError.NOT_PRESENT,
                    what + "the name in %s is unknown; write the address instead, or correct it".formatted(address),
                    cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return new DeviceException(
                    DeviceError.TIMEOUT,
                    what
                            + "no connection to %s within %d ms"
                                    .formatted(address, bus.timeout().toMillis()),
                    cause);
        }
        if (cause instanceof SocketTransport.NoAnswerException) {
            return new DeviceException(DeviceError.TIMEOUT, what + cause.getMessage(), cause);
        }
        if (cause instanceof AsynchronousCloseException) {
            return new DeviceException(DeviceError.PORT_GONE, what + "the bus was closed meanwhile", cause);
        }
        if (cause instanceof IOException && !(cause instanceof SocketTransport.NoModbusException)) {
            return new DeviceException(
                    DeviceError.TIMEOUT,
                    what + "%s ended the connection without an answer (%s)".formatted(address, cause.getMessage()),
                    cause);
        }
        transport.close();
        return new DeviceException(
                DeviceError.FRAMING,
                what + "%s sent no Modbus answer (%s)".formatted(address, cause.getMessage()),
                cause);
    }

    /** The transport answers or fails before the library could miss it, so nothing needs to be scheduled. */
    private static TimeoutScheduler ofTheTransport() {
        return (task, delay, unit) -> new TimeoutScheduler.TimeoutHandle() {
            @Override
            public void cancel() {}

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
    }

    /** Asks and gives the bytes of the registers. */
    @FunctionalInterface
    private interface Question {
        byte[] ask() throws ModbusExecutionException, ModbusResponseException, ModbusTimeoutException;
    }
}
