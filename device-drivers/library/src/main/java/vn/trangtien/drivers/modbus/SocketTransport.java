package vn.trangtien.drivers.modbus;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusTcpFrame;
import com.digitalpetri.modbus.client.ModbusTcpClientTransport;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.port.BusConfig;

/**
 * Moves one frame and its answer over a socket, on the thread that asks. A master asks one question at a time, so the event
 * loop of the library's own transport would be a thread and three megabytes that wait; and this one can promise that nothing is
 * left running behind {@link #close}.
 *
 * <p>A connection whose last question failed is given up: what the device still sends dies with it. Frames with another
 * transaction number are skipped. The device's name is looked up again with each connection.
 */
final class SocketTransport implements ModbusTcpClientTransport, AutoCloseable {

    private static final int HEADER = 7;

    /** Address and the longest message of the specification behind the length field. */
    private static final int LONGEST = 1 + 253;

    private static final int SHORTEST = 1 + 2;

    private final BusConfig.ModbusTcp bus;
    private final DeviceClock clock;
    private Consumer<ModbusTcpFrame> receiver = frame -> {};
    private volatile @Nullable SocketChannel channel;

    SocketTransport(BusConfig.ModbusTcp bus, DeviceClock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** What came is no Modbus. */
    static final class NoModbusException extends IOException {

        private static final long serialVersionUID = 1;

        NoModbusException(String message) {
            super(message);
        }
    }

    /** The device took its time to answer. */
    static final class NoAnswerException extends IOException {

        private static final long serialVersionUID = 1;

        NoAnswerException(String message) {
            super(message);
        }
    }

    @Override
    public CompletionStage<Void> send(ModbusTcpFrame frame) {
        try {
            receiver.accept(exchange(frame));
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            close();
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void receive(Consumer<ModbusTcpFrame> consumer) {
        receiver = consumer;
    }

    @Override
    public boolean isConnected() {
        SocketChannel open = channel;
        return open != null && open.isOpen();
    }

    /** Does nothing: the first question connects. */
    @Override
    public CompletionStage<Void> connect() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> disconnect() {
        close();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        SocketChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Its descriptor is gone all the same, and nobody waits for what was in it.
                return;
            }
        }
    }

    private ModbusTcpFrame exchange(ModbusTcpFrame question) throws IOException {
        SocketChannel open = connected();
        var out = ByteBuffer.allocate(HEADER + question.pdu().remaining());
        MbapHeader.Serializer.encode(question.header(), out);
        out.put(question.pdu().duplicate()).flip();
        while (out.hasRemaining()) {
            open.write(out);
        }
        long deadline = clock.nanoTime() + bus.timeout().toNanos();
        while (true) {
            ModbusTcpFrame answer = read(open, deadline);
            if (answer.header().transactionId() != question.header().transactionId()) {
                continue;
            }
            if (answer.header().unitId() != question.header().unitId()) {
                throw new NoModbusException("unit %d was asked, but unit %d answered"
                        .formatted(question.header().unitId(), answer.header().unitId()));
            }
            return answer;
        }
    }

    private SocketChannel connected() throws IOException {
        SocketChannel open = channel;
        if (open != null && open.isOpen()) {
            return open;
        }
        SocketChannel opening = SocketChannel.open();
        try {
            // The socket of the channel, since only it knows time-outs, and only a channel's reads end by interruption.
            opening.socket().connect(new InetSocketAddress(bus.host(), bus.port()), millis(bus.timeout()));
            opening.socket().setTcpNoDelay(true);
        } catch (IOException | RuntimeException e) {
            opening.close();
            throw e;
        }
        channel = opening;
        return opening;
    }

    private ModbusTcpFrame read(SocketChannel open, long deadline) throws IOException {
        ByteBuffer start = ByteBuffer.wrap(bytes(open, HEADER, deadline));
        MbapHeader header = MbapHeader.Serializer.decode(start);
        if (header.protocolId() != 0 || header.length() < SHORTEST || header.length() > LONGEST) {
            throw new NoModbusException("protocol %d and length %d came, but Modbus has 0 and %d to %d"
                    .formatted(header.protocolId(), header.length(), SHORTEST, LONGEST));
        }
        return new ModbusTcpFrame(header, ByteBuffer.wrap(bytes(open, header.length() - 1, deadline)));
    }

    private byte[] bytes(SocketChannel open, int count, long deadline) throws IOException {
        InputStream in = open.socket().getInputStream();
        var bytes = new byte[count];
        int have = 0;
        while (have < count) {
            long left = deadline - clock.nanoTime();
            if (left <= 0) {
                throw noAnswer();
            }
            open.socket().setSoTimeout(millis(Duration.ofNanos(left)));
            int got;
            try {
                got = in.read(bytes, have, count - have);
            } catch (SocketTimeoutException e) {
                throw noAnswer();
            }
            if (got < 0) {
                throw new EOFException("the device closed the connection");
            }
            have += got;
        }
        return bytes;
    }

    private NoAnswerException noAnswer() {
        return new NoAnswerException(
                "no reply within %d ms".formatted(bus.timeout().toMillis()));
    }

    /** At least 1, since 0 means for ever. */
    private static int millis(Duration duration) {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(duration.toNanos()));
    }
}
