package vn.trangtien.drivers.pi4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.port.BusConfig;

/** Pi4J's own provider on a copy of the kernel's files. */
class KernelPwmTest {

    @TempDir
    private Path root;

    @BeforeEach
    void chips() throws Exception {
        for (int chip : new int[] {0, 2}) {
            Path folder = Files.createDirectories(root.resolve("pwmchip" + chip));
            Files.writeString(folder.resolve("npwm"), "2\n");
            Files.createFile(folder.resolve("export"));
            Files.createFile(folder.resolve("unexport"));
            Path channel = Files.createDirectories(folder.resolve("pwm1"));
            Files.writeString(channel.resolve("polarity"), "normal\n");
            for (String file : List.of("period", "duty_cycle", "enable")) {
                Files.writeString(channel.resolve(file), "0\n");
            }
        }
    }

    @Test
    void aDutyBecomesNanosecondsOnTheConfiguredChip() throws Exception {
        var parts = BusParts.of(type -> new KernelPwmProvider(root.toString()), DeviceClock.system());
        try (var buses = new Pi4jBuses(List.of(new BusConfig.Gpio("gpio", "auto", 2)), parts)) {
            buses.pwm("gpio", 1, 1_000).duty(25);

            assertThat(file(2, "period")).isEqualTo("1000000");
            assertThat(file(2, "duty_cycle")).isEqualTo("250000");
            assertThat(file(2, "enable")).isEqualTo("1");
            assertThat(file(0, "period")).isEqualTo("0");
        }
    }

    private String file(int chip, String name) throws Exception {
        return Files.readString(root.resolve("pwmchip" + chip + "/pwm1/" + name))
                .strip();
    }
}
