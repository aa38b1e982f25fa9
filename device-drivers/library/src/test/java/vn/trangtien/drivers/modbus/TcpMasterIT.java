package vn.trangtien.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.drivers.modbus.ScriptedServer.good;
import static vn.trangtien.drivers.modbus.ScriptedServer.with;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;

/** Over loopback sockets, against a server that misbehaves as real ones do. */
@Timeout(60)
class TcpMasterIT {

    private static final Duration TIMEOUT = Duration.ofMillis(400);

    private ScriptedServer server;
    private TcpMaster master;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        master = master(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        master.close();
        server.close();
    }

    @Test
    void registersComeAsTheyAre() throws Exception {
        assertThat(master.readInput(1, 0xFFFE, 2)).containsExactly(0xFFFE, 0xFFFF);
        assertThat(master.readHolding(255, 7, 125)).hasSize(125).startsWith(7).endsWith(131);
        assertThat(server.connectionsSoFar()).isEqualTo(1);
    }

    @Test
    void anAnswerInPiecesIsAnAnswer() throws Exception {
        server.then(question -> IntStream.range(0, good(question).length)
                .mapToObj(i -> new byte[] {good(question)[i]})
                .toList());

        assertThat(master.readInput(1, 5, 3)).containsExactly(5, 6, 7);
    }

    @ParameterizedTest(name = "exception {0} is {1}")
    @CsvSource({"1, UNSUPPORTED", "2, UNSUPPORTED", "3, UNSUPPORTED", "4, BUSY", "6, BUSY", "10, BUSY", "11, TIMEOUT"})
    void aRefusalIsAnAnswer(int code, DeviceError expected) throws Exception {
        server.then(question -> List.of(
                new byte[] {question[0], question[1], 0, 0, 0, 3, question[6], (byte) (question[7] | 0x80), (byte) code
                }));

        assertFails(() -> master.readHolding(9, 0, 2), expected, "the unit refused with exception " + code);
        assertThat(master.readHolding(9, 1, 1)).containsExactly(1);
        assertThat(server.connectionsSoFar()).isEqualTo(1);
    }

    @Test
    void aLateAnswerIsNeverThatToTheNextQuestion() throws Exception {
        var asked = new CountDownLatch(1);
        server.then(question -> {
            await(asked);
            return List.of(good(question));
        });

        assertFails(() -> master.readInput(1, 100, 1), DeviceError.TIMEOUT, "no reply within 400 ms");
        asked.countDown();

        assertThat(master.readInput(1, 200, 1)).containsExactly(200);
        assertThat(master.readInput(1, 300, 1)).containsExactly(300);
    }

    @Test
    void anAnswerToAnotherTransactionIsSkipped() throws Exception {
        server.then(question -> List.of(with(with(good(question), 1, question[1] + 1), 10, 99), good(question)));

        assertThat(master.readInput(1, 5, 1)).containsExactly(5);
    }

    @Test
    void onlyAnswersToOtherTransactionsAreSilence() {
        server.then(question -> List.of(with(good(question), 0, 0x77)));

        assertFails(() -> master.readInput(1, 5, 1), DeviceError.TIMEOUT, "no reply");
    }

    @Test
    void everyQuestionHasANumberOfItsOwn() throws Exception {
        for (int i = 0; i < 20; i++) {
            master.readInput(1, i, 1);
        }

        assertThat(server.transactions()).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void anotherUnitIsNotBelieved() throws Exception {
        server.then(question -> List.of(with(good(question), 6, 2)));

        assertFails(() -> master.readInput(1, 5, 1), DeviceError.FRAMING, "unit 1 was asked, but unit 2 answered");
        assertThat(master.readInput(1, 5, 1)).containsExactly(5);
    }

    @Test
    void anotherFunctionIsNotBelieved() {
        server.then(question -> List.of(with(good(question), 7, 3)));

        assertFails(() -> master.readInput(1, 5, 1), DeviceError.FRAMING, "sent no Modbus answer");
    }

    @Test
    void tooFewRegistersAreNoAnswer() throws Exception {
        server.then(question -> List.of(good(with(question, 11, 1))));

        assertFails(() -> master.readInput(1, 5, 2), DeviceError.FRAMING, "4 bytes were expected, but 2 came");
        assertThat(master.readInput(1, 5, 2)).containsExactly(5, 6);
    }

    @Test
    void aByteCountThatLiesIsNoAnswer() {
        server.then(question -> List.of(with(good(question), 8, 250)));

        assertFails(() -> master.readInput(1, 5, 2), DeviceError.FRAMING, "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"length 0, 0, 0", "length 2, 0, 2", "length 255, 0, 255", "length 65535, 255, 255"})
    void aLengthOutsideTheProtocolIsNoModbus(String name, int high, int low) throws Exception {
        server.then(question -> List.of(with(with(good(question), 4, high), 5, low)));

        assertFails(() -> master.readInput(1, 5, 1), DeviceError.FRAMING, "but Modbus has 0 and 3 to 254");
        assertThat(master.readInput(1, 5, 1)).containsExactly(5);
    }

    @Test
    void aWebServerIsNoModbusDevice() {
        server.then(question -> List.of("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertFails(() -> master.readInput(1, 5, 1), DeviceError.FRAMING, "sent no Modbus answer");
    }

    @Test
    void aTruncatedAnswerIsSilence() {
        server.then(question -> List.of(java.util.Arrays.copyOf(good(question), 8)));

        assertFails(() -> master.readInput(1, 5, 1), DeviceError.TIMEOUT, "no reply within 400 ms");
    }

    @Test
    void aConnectionDroppedWhileIdleIsMadeAgainUnnoticed() throws Exception {
        master.readInput(1, 1, 1);
        server.dropConnections();

        assertThat(master.readInput(1, 2, 1)).containsExactly(2);
        assertThat(server.connectionsSoFar()).isEqualTo(2);
    }

    @Test
    void aDeviceThatHangsUpInsteadOfAnsweringIsAskedAgainOnce() throws Exception {
        master.readInput(1, 1, 1);
        server.then(question -> List.of(new byte[0])).then(question -> List.of(new byte[0]));

        assertFails(() -> master.readInput(1, 2, 1), DeviceError.TIMEOUT, "ended the connection without an answer");
        assertThat(master.readInput(1, 3, 1)).containsExactly(3);
        assertThat(server.connectionsSoFar()).isEqualTo(3);
    }

    @Test
    void nobodyListeningIsNotPresent() throws Exception {
        int free;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        var lonely = master(free);

        assertFails(
                () -> lonely.readInput(1, 0, 1), DeviceError.NOT_PRESENT, "nothing accepts connections at 127.0.0.1");
    }

    @Test
    void anUnknownNameIsNotPresent() {
        var lost = new TcpMaster(
                new BusConfig.ModbusTcp("plc", "no-such-host.invalid", 502, TIMEOUT), DeviceClock.system());

        assertFails(() -> lost.readInput(1, 0, 1), DeviceError.NOT_PRESENT, "the name in no-such-host.invalid:502");
    }

    @Test
    void aClosedMasterConnectsAgain() throws Exception {
        master.readInput(1, 1, 1);
        master.close();
        master.close();

        assertThat(master.readInput(1, 2, 1)).containsExactly(2);
    }

    @Test
    void aWaitingReaderCanBeInterrupted() throws Exception {
        var never = new CountDownLatch(1);
        server.then(question -> {
            await(never);
            return List.of();
        });
        var slow = new TcpMaster(
                new BusConfig.ModbusTcp("plc", "127.0.0.1", server.port(), Duration.ofSeconds(50)),
                DeviceClock.system());
        var ended = new AtomicReference<Throwable>();
        var reader = new Thread(() -> ended.set(thrownBy(() -> slow.readInput(1, 0, 1))));
        reader.start();
        Awaitility.await().until(() -> !server.transactions().isEmpty());

        reader.interrupt();
        reader.join(10_000);
        never.countDown();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        assertThat(slow.readInput(1, 4, 1)).containsExactly(4);
        slow.close();
    }

    @Test
    void closingEndsAWaitingReader() throws Exception {
        var never = new CountDownLatch(1);
        server.then(question -> {
            await(never);
            return List.of();
        });
        var slow = new TcpMaster(
                new BusConfig.ModbusTcp("plc", "127.0.0.1", server.port(), Duration.ofSeconds(50)),
                DeviceClock.system());
        var ended = new AtomicReference<Throwable>();
        var reader = new Thread(() -> ended.set(thrownBy(() -> slow.readInput(1, 0, 1))));
        reader.start();
        Awaitility.await().until(() -> !server.transactions().isEmpty());

        slow.close();
        reader.join(10_000);
        never.countDown();

        assertThat(ended.get())
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.PORT_GONE));
    }

    @Test
    void openingAHundredTimesLeavesNoDescriptorAndNoThread() throws Exception {
        master.readInput(1, 1, 1);
        master.close();
        Set<Thread> threads = threads();
        Set<String> sockets = sockets();
        for (int i = 0; i < 100; i++) {
            var opened = master(server.port());
            assertThat(opened.readInput(1, i, 1)).containsExactly(i);
            opened.close();
        }

        // The server of the test closes its ends a little later. What one opening leaves is there a hundred times; one
        // or two
        // may belong to others in this process.
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(sockets())
                    .filteredOn(socket -> !sockets.contains(socket))
                    .hasSizeLessThan(10);
            assertThat(threads())
                    .filteredOn(thread -> !threads.contains(thread))
                    .hasSizeLessThan(10);
        });
    }

    /** Those of this process, each under a number that none other has. */
    private static Set<String> sockets() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.flatMap(TcpMasterIT::target)
                    .filter(target -> target.startsWith("socket:"))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedSinceItWasListed) {
            return Stream.empty();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().equals("scripted-modbus"))
                .collect(Collectors.toSet());
    }

    private static TcpMaster master(int port) {
        return new TcpMaster(new BusConfig.ModbusTcp("plc", "127.0.0.1", port, TIMEOUT), DeviceClock.system());
    }

    private static void assertFails(ThrowingCallable read, DeviceError error, String message) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(error))
                .hasMessageStartingWith("plc: unit ")
                .hasMessageContaining(message);
    }

    private static Throwable thrownBy(ThrowingCallable read) {
        return org.assertj.core.api.Assertions.catchThrowable(read);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
