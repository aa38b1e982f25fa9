package vn.trangtien.drivers.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;

/** A named pipe where the kernel has a file: the read waits for whoever is at the other end, as it does for a conversion. */
@Timeout(60)
class OneWirePipeIT {

    private static final String DEVICE = "28-0316a2791bff";
    private static final Duration CONVERSION = Duration.ofMillis(750);
    private static final String TEXT = "2b 01 55 05 7f a5 81 66 cf : crc=cf YES\n2b 01 55 05 7f a5 81 66 cf t=18687\n";

    @TempDir
    private Path root;

    private final ScheduledExecutorService kernel = new ScheduledThreadPoolExecutor(1);
    private SysfsOneWire bus;
    private Path pipe;

    @BeforeEach
    void open() throws Exception {
        pipe = Files.createDirectory(root.resolve(DEVICE)).resolve("w1_slave");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        bus = new SysfsOneWire(new BusConfig.OneWire("w1", root.toString()));
    }

    @AfterEach
    void close() {
        bus.close();
        kernel.shutdownNow();
    }

    @Test
    void aConversionTakesItsTime() throws Exception {
        long start = System.nanoTime();
        kernel.schedule(() -> answer(TEXT), CONVERSION.toMillis(), TimeUnit.MILLISECONDS);

        assertThat(bus.readScratchpad(DEVICE)).hasSize(9);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(CONVERSION);
    }

    @Test
    void anAnswerCutShortIsAFramingError() {
        kernel.execute(() -> answer("2b 01 55"));

        assertThatThrownBy(() -> bus.readScratchpad(DEVICE))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.FRAMING));
    }

    @Test
    void aKernelThatDoesNotAnswerIsATimeoutAndKeepsNoThread() throws Exception {
        long start = System.nanoTime();
        assertTimeout();
        assertTimeout();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(readers()).isLessThanOrEqualTo(1);
        kernel.execute(() -> answer(TEXT));
        assertThat(bus.readScratchpad(DEVICE)).hasSize(9);
        bus.close();
        Awaitility.await().until(() -> readers() == 0);
    }

    /** The other end opens, but says nothing. */
    @Test
    void aKernelThatStopsHalfWayIsATimeoutAndKeepsNoThread() throws Exception {
        var release = new CountDownLatch(1);
        kernel.execute(() -> {
            try (OutputStream out = Files.newOutputStream(pipe)) {
                out.write("2b 01".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                release.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });

        assertTimeout();
        bus.close();

        Awaitility.await().until(() -> readers() == 0);
        release.countDown();
    }

    @Test
    void closingEndsAWaitingReadAndItsThread() throws Exception {
        var ended = new AtomicReference<Throwable>();
        var reader = new Thread(() -> ended.set(Assertions.catchThrowable(() -> bus.readScratchpad(DEVICE))));
        reader.start();
        Awaitility.await().until(() -> readers() == 1);

        bus.close();
        reader.join(10_000);

        assertThat(ended.get()).isInstanceOf(DeviceException.class);
        Awaitility.await().until(() -> readers() == 0);
    }

    @Test
    void aWaitingReaderCanBeInterrupted() throws Exception {
        var ended = new AtomicReference<Throwable>();
        var reader = new Thread(() -> ended.set(Assertions.catchThrowable(() -> bus.readScratchpad(DEVICE))));
        reader.start();
        Awaitility.await().until(() -> readers() == 1);

        reader.interrupt();
        reader.join(10_000);

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        kernel.execute(() -> answer(TEXT));
        assertThat(bus.readScratchpad(DEVICE)).hasSize(9);
    }

    @Test
    void aHundredReadsLeaveNoDescriptor() throws Exception {
        kernel.execute(() -> answer(TEXT));
        bus.readScratchpad(DEVICE);
        Set<String> before = OpenFiles.now();
        for (int i = 0; i < 100; i++) {
            kernel.execute(() -> answer(TEXT));
            bus.readScratchpad(DEVICE);
        }

        OpenFiles.awaitFewSince(before);
        assertThat(readers()).isLessThanOrEqualTo(1);
    }

    private void assertTimeout() {
        assertThatThrownBy(() -> bus.readScratchpad(DEVICE))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.TIMEOUT))
                .hasMessageStartingWith("w1 " + DEVICE + ": the kernel did not answer within 2000 ms");
    }

    private void answer(String text) {
        try {
            Files.writeString(pipe, text);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("one-wire-w1"))
                .count();
    }
}
