package vn.trangtien.sim.wire;

import com.digitalpetri.modbus.ExceptionCode;
import com.digitalpetri.modbus.FunctionCode;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.TcpUnits;

/**
 * A Modbus TCP address on the loopback with simulated units behind it. A register that does not exist is refused with exception
 * 2, an unknown unit is silent. Two daemon threads.
 */
public final class ModbusTcpHost implements AutoCloseable {

    private static final int READ_HOLDING = 3;
    private static final int READ_INPUT = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String bus;
    private final TcpUnits units;
    private final DeviceClock clock;
    private final NioEventLoopGroup network;
    private final ExecutorService executor;
    private final ModbusTcpServer server;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private ModbusTcpHost(String bus, TcpUnits units, DeviceClock clock, String threadName) {
        this.bus = bus;
        this.units = units;
        this.clock = clock;
        this.network = new NioEventLoopGroup(1, daemons(threadName + "-net"));
        this.executor = Executors.newSingleThreadExecutor(daemons(threadName));
        var transport = NettyTcpServerTransport.create(config -> {
            config.setBindAddress("127.0.0.1");
            config.setPort(0);
            config.setEventLoopGroup(network);
            config.setExecutor(executor);
            config.setBootstrapCustomizer(this::watchPort);
            config.setPipelineCustomizer(pipeline -> pipeline.addFirst(new Cable()));
        });
        this.server = ModbusTcpServer.create(transport, new Units());
    }

    /** @throws IllegalStateException if the loopback has no free port */
    public static ModbusTcpHost start(String bus, TcpUnits units, DeviceClock clock, String threadName) {
        var host = new ModbusTcpHost(bus, units, clock, threadName);
        try {
            host.server.start();
        } catch (ExecutionException e) {
            host.close();
            throw new IllegalStateException("cannot serve Modbus TCP for bus %s".formatted(bus), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            host.close();
            throw new IllegalStateException("interrupted while bus %s was started".formatted(bus), e);
        }
        return host;
    }

    public int port() {
        return port.join();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Modbus TCP of bus %s does not stop".formatted(bus), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            executor.shutdownNow();
            network.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(PATIENCE.toMillis());
        }
    }

    private void watchPort(ServerBootstrap bootstrap) {
        bootstrap.handler(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                port.complete(((InetSocketAddress) context.channel().localAddress()).getPort());
                context.fireChannelActive();
            }
        });
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** While the network is down, connections break at once. */
    private final class Cable extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (units.isReachable(bus)) {
                context.fireChannelActive();
            } else {
                context.close();
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (units.isReachable(bus)) {
                context.fireChannelRead(message);
            } else {
                ReferenceCountUtil.release(message);
                context.close();
            }
        }
    }

    private final class Units implements ModbusServices {

        @Override
        public ReadHoldingRegistersResponse readHoldingRegisters(
                ModbusRequestContext context, int unit, ReadHoldingRegistersRequest request)
                throws ModbusResponseException, UnknownUnitIdException {
            return new ReadHoldingRegistersResponse(ask(
                    unit, READ_HOLDING, request.address(), request.quantity(), FunctionCode.READ_HOLDING_REGISTERS));
        }

        @Override
        public ReadInputRegistersResponse readInputRegisters(
                ModbusRequestContext context, int unit, ReadInputRegistersRequest request)
                throws ModbusResponseException, UnknownUnitIdException {
            return new ReadInputRegistersResponse(
                    ask(unit, READ_INPUT, request.address(), request.quantity(), FunctionCode.READ_INPUT_REGISTERS));
        }

        private byte[] ask(int unit, int function, int first, int count, FunctionCode code)
                throws ModbusResponseException, UnknownUnitIdException {
            TcpUnits.Reply reply =
                    units.ask(bus, unit, function, first, count).orElseThrow(() -> new UnknownUnitIdException(unit));
            try {
                clock.sleep(Duration.ofNanos((long) (reply.lateMillis() * 1e6)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnknownUnitIdException(unit, e);
            }
            Optional<int[]> values = reply.values();
            if (values.isEmpty()) {
                throw new ModbusResponseException(code, ExceptionCode.ILLEGAL_DATA_ADDRESS);
            }
            var bytes = new byte[2 * values.get().length];
            for (int i = 0; i < values.get().length; i++) {
                bytes[2 * i] = (byte) (values.get()[i] >> 8);
                bytes[2 * i + 1] = (byte) values.get()[i];
            }
            return bytes;
        }
    }
}
