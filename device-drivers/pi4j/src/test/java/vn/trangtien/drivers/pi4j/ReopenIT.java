package vn.trangtien.drivers.pi4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.GpioIn;

/** Buses that are opened again and again leave nothing behind. */
@Timeout(120)
class ReopenIT {

    private static final int TIMES = 100;
    private static final String DEVICE = "28-0316a2791bff";

    @TempDir
    private Path folder;

    @Test
    void aHundredOpeningsLeaveNoDescriptorAndNoThread() throws Exception {
        Files.writeString(
                Files.createDirectory(folder.resolve(DEVICE)).resolve("w1_slave"),
                "2b 01 55 05 7f a5 81 66 cf : crc=cf YES\n");
        Path name = folder.resolve("tty");
        // A pseudo-terminal whose other end says nothing.
        Process terminal = new ProcessBuilder(
                        "script", "-qefc", "stty raw -echo; tty > " + name + "; exec sleep 100", "/dev/null")
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(name) && Files.size(name) > 0);
            String port = Files.readString(name).strip();
            useOnce(port);
            Set<String> files = OpenFiles.now();
            Set<Thread> threads = Thread.getAllStackTraces().keySet();
            for (int i = 0; i < TIMES; i++) {
                useOnce(port);
            }

            // What one opening leaves is there a hundred times; a few may be of others in this process.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                            .filteredOn(thread -> !threads.contains(thread))
                            .hasSizeLessThan(10));
            OpenFiles.awaitFewSince(files);
        } finally {
            terminal.destroy();
        }
    }

    private void useOnce(String port) throws Exception {
        var configs = List.<BusConfig>of(
                new BusConfig.Uart("uart", port),
                new BusConfig.Gpio("gpio", "auto", 0),
                new BusConfig.OneWire("w1", folder.toString()));
        try (var buses = new Pi4jBuses(configs, BusParts.of(new StubLines(), DeviceClock.system()))) {
            buses.serial("uart", 9_600).write((byte) 1);
            assertThat(buses.serial("uart", 9_600).read(1, Duration.ZERO)).isEmpty();
            buses.input("gpio", 17, GpioIn.Pull.UP).onEdge((high, at) -> {});
            buses.output("gpio", 23, false).set(true);
            buses.pwm("gpio", 0, 1_000).duty(50);
            assertThat(buses.oneWire("w1").readScratchpad(DEVICE)).hasSize(9);
        }
    }
}
