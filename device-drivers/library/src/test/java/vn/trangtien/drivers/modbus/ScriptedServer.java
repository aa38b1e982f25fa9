package vn.trangtien.drivers.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A Modbus TCP server that misbehaves on demand; what is not scripted is answered well. */
final class ScriptedServer implements AutoCloseable {

    /** Gets the whole question, gives what to send; an empty array ends the connection. */
    interface Answer extends Function<byte[], List<byte[]>> {}

    private final ServerSocket listener;
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> transactions = new ConcurrentLinkedQueue<>();

    ScriptedServer() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int connectionsSoFar() {
        return connections.size();
    }

    List<Integer> transactions() {
        return List.copyOf(transactions);
    }

    ScriptedServer then(Answer answer) {
        script.add(answer);
        return this;
    }

    void dropConnections() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** The answer of a unit whose registers hold their own numbers. */
    static byte[] good(byte[] question) {
        int first = (question[8] & 0xFF) << 8 | question[9] & 0xFF;
        int count = (question[10] & 0xFF) << 8 | question[11] & 0xFF;
        var answer = new byte[9 + 2 * count];
        System.arraycopy(question, 0, answer, 0, 8);
        answer[4] = (byte) (3 + 2 * count >> 8);
        answer[5] = (byte) (3 + 2 * count);
        answer[8] = (byte) (2 * count);
        for (int i = 0; i < count; i++) {
            answer[9 + 2 * i] = (byte) (first + i >> 8);
            answer[10 + 2 * i] = (byte) (first + i);
        }
        return answer;
    }

    static byte[] with(byte[] frame, int at, int value) {
        byte[] changed = frame.clone();
        changed[at] = (byte) value;
        return changed;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        dropConnections();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new DataInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            while (true) {
                byte[] question = in.readNBytes(12);
                if (question.length < 12) {
                    return;
                }
                transactions.add((question[0] & 0xFF) << 8 | question[1] & 0xFF);
                Answer answer = script.poll();
                var pieces = new ArrayDeque<>(answer == null ? List.of(good(question)) : answer.apply(question));
                for (byte[] piece : pieces) {
                    if (piece.length == 0) {
                        return;
                    }
                    out.write(piece);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The master has hung up, which is what some tests want.
            return;
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "scripted-modbus");
        thread.setDaemon(true);
        thread.start();
    }
}
