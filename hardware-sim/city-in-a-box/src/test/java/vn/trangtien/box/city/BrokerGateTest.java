package vn.trangtien.box.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BrokerGateTest {

    private static final int SHORT = 30_000;

    @Test
    void bytesPassWhileItIsOpenAndConnectionsAreCutWhenItShuts() throws Exception {
        try (var broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                BrokerGate gate = BrokerGate.before(broker.getLocalPort())) {
            try (Socket guest = connect(gate);
                    Socket served = accept(broker)) {
                guest.getOutputStream().write(42);
                assertThat(served.getInputStream().read()).isEqualTo(42);
                served.getOutputStream().write(43);
                assertThat(guest.getInputStream().read()).isEqualTo(43);

                gate.shut();
                assertEnded(guest);
                assertEnded(served);
            }
            try (Socket late = connect(gate)) {
                assertEnded(late);
            }
            gate.open();
            try (Socket guest = connect(gate);
                    Socket served = accept(broker)) {
                guest.getOutputStream().write(44);
                assertThat(served.getInputStream().read()).isEqualTo(44);
            }
        }
    }

    @Test
    void nothingListensOnceItIsClosed() throws Exception {
        BrokerGate gate = BrokerGate.before(1);
        gate.close();
        assertThatThrownBy(() -> connect(gate)).isInstanceOf(IOException.class);
    }

    private static Socket connect(BrokerGate gate) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), gate.port());
        socket.setSoTimeout(SHORT);
        return socket;
    }

    private static Socket accept(ServerSocket broker) throws Exception {
        Socket socket = CompletableFuture.supplyAsync(() -> {
                    try {
                        return broker.accept();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .get(SHORT, TimeUnit.MILLISECONDS);
        socket.setSoTimeout(SHORT);
        return socket;
    }

    /** End of stream or a reset: either way the connection is gone. */
    private static void assertEnded(Socket socket) {
        int answer;
        try {
            answer = socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the connection still stands", e);
        } catch (IOException reset) {
            answer = -1;
        }
        assertThat(answer).isEqualTo(-1);
    }
}
