package vn.trangtien.box.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.box.home.Port;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.Finding;

class DoctorTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} MiB of memory is {1}")
    @CsvSource({"8000, OK", "2560, OK", "2559, WARN", "1536, WARN", "1535, FAIL"})
    void memory(long mib, Finding.Level level) {
        assertThat(MachineChecks.memory(mib).level()).isEqualTo(level);
    }

    @ParameterizedTest(name = "{0} MiB of disk is {1}")
    @CsvSource({"80000, OK", "4095, WARN", "1024, WARN", "1023, FAIL"})
    void disk(long mib, Finding.Level level) {
        assertThat(MachineChecks.disk(folder, mib).level()).isEqualTo(level);
    }

    @ParameterizedTest(name = "Java {0} is {1}")
    @CsvSource({"11, FAIL", "17, OK", "25, OK"})
    void java(int feature, Finding.Level level) {
        assertThat(MachineChecks.java(feature, feature + ".0.1", "/jdk").level())
                .isEqualTo(level);
    }

    @Test
    void oneProcessorIsEnoughButSlow() {
        assertThat(MachineChecks.processors(1).level()).isEqualTo(Finding.Level.WARN);
        assertThat(MachineChecks.processors(2).level()).isEqualTo(Finding.Level.OK);
    }

    @Test
    void aBusyPublicPortFailsAndABusyInternalOneWarns() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Doctor.port(Port.EGOV, taken.getLocalPort()).level()).isEqualTo(Finding.Level.FAIL);
            assertThat(Doctor.port(Port.KAFKA, taken.getLocalPort()).level()).isEqualTo(Finding.Level.WARN);
        }
    }

    @Test
    void aRunningCityIsFoundInItsFolder() throws Exception {
        try (DataDirectory running = DataDirectory.open(folder)) {
            assertThat(Doctor.home(running.root()).level()).isEqualTo(Finding.Level.FAIL);
        }
        assertThat(Doctor.home(folder).level()).isEqualTo(Finding.Level.OK);
        assertThat(Doctor.home(folder.resolve("new")).level()).isEqualTo(Finding.Level.OK);
    }

    @Test
    void aCameraFileMustBeReadable() throws Exception {
        Path clip = Files.writeString(folder.resolve("clip.mp4"), "");
        assertThat(Doctor.camera(clip.toString()).level()).isEqualTo(Finding.Level.OK);
        assertThat(Doctor.camera(folder.resolve("none.mp4").toString()).level()).isEqualTo(Finding.Level.FAIL);
        assertThat(Doctor.camera("rtsp://127.0.0.1/x").level()).isEqualTo(Finding.Level.WARN);
    }

    @Test
    void nativeLibrariesOfThisMachineLoad() {
        List<Finding> natives = List.of(
                NativeChecks.sqlite(), NativeChecks.video(), NativeChecks.pseudoTerminals(), NativeChecks.postgres());
        assertThat(natives).extracting(Finding::level).containsOnly(Finding.Level.OK);
    }

    @Test
    void whatIsNotOkNeedsARemedy() {
        assertThatThrownBy(() -> new Finding(Finding.Level.FAIL, new Text("hỏng", "broken"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
