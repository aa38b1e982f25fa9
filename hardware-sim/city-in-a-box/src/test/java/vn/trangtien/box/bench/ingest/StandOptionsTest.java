package vn.trangtien.box.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StandOptionsTest {

    @Test
    void theMeasuredServerRunsWithTheOptionsOfTheScript() throws IOException {
        String script = Files.readString(Path.of("..", "..", "city"));

        assertThat(StandProcess.OPTIONS)
                .allSatisfy(option -> assertThat(script).as(option).contains(option));
    }

    @Test
    void furtherOptionsAreAnyNumberOfWords() {
        assertThat(StandProcess.options("")).isEmpty();
        assertThat(StandProcess.options(" -Xmx1g  -XX:TieredStopAtLevel=4 "))
                .containsExactly("-Xmx1g", "-XX:TieredStopAtLevel=4");
    }

    @Test
    void moreSessionsThanFilesMayBeOpenAreRefusedWithTheRemedy() throws IOException {
        SessionsFigure.requireFiles(10_000, 11_000);

        assertThatThrownBy(() -> SessionsFigure.requireFiles(10_000, 10_999))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10999")
                .hasMessageContaining("ulimit -n 11000");
        assertThat(ProcessTimes.openFiles()).isGreaterThan(100);
    }

    @Test
    void processorTimeOfAProcessGrowsAndThatOfNoneIsZero() {
        long pid = ProcessHandle.current().pid();
        long before = ProcessTimes.nanos(pid);
        long until = System.nanoTime() + 100_000_000;
        long spin = 0;
        while (System.nanoTime() < until) {
            spin++;
        }

        assertThat(spin).isPositive();
        assertThat(ProcessTimes.nanos(pid)).isGreaterThan(before);
        assertThat(ProcessTimes.mib(pid, "status", "VmRSS")).isGreaterThan(10);
        assertThat(ProcessTimes.nanos(Integer.MAX_VALUE)).isZero();
        assertThat(ProcessTimes.mib(Integer.MAX_VALUE, "status", "VmRSS")).isZero();
    }
}
