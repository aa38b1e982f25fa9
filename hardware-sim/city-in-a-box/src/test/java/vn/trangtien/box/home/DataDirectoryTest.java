package vn.trangtien.box.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

class DataDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void secondCityOnTheSameFolderIsRefusedWithTheHoldersProcessAndARemedy() throws Exception {
        Path home = folder.resolve("city");
        try (DataDirectory first = DataDirectory.open(home)) {
            assertThat(first.root()).isEqualTo(home.toAbsolutePath());
            long pid = ProcessHandle.current().pid();
            assertThatThrownBy(() -> DataDirectory.open(home))
                    .isInstanceOfSatisfying(EnvironmentProblem.class, problem -> {
                        assertThat(problem.what().en())
                                .contains("Another city is running")
                                .contains("process " + pid);
                        assertThat(problem.what().vi()).contains("đang chạy");
                        assertThat(problem.remedy().en())
                                .contains("kill " + pid)
                                .contains("--data DIR");
                    });
        }
        assertThatCode(() -> DataDirectory.open(home).close()).doesNotThrowAnyException();
    }

    @Test
    void onlyTheOwnerMayLookInside() throws Exception {
        try (DataDirectory directory = DataDirectory.open(folder.resolve("city"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.root())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFullDiskIsNamedWithWhatIsThereAndWhatIsNeeded() {
        assertThatThrownBy(() -> DataDirectory.checkFreeSpace(folder, 300L << 20))
                .isInstanceOfSatisfying(EnvironmentProblem.class, problem -> {
                    assertThat(problem.what().en())
                            .contains("only 300 MiB free")
                            .contains("1024 MiB");
                    assertThat(problem.remedy().en()).contains("--data DIR");
                });
    }

    @Test
    void aFileInTheWayIsAnEnvironmentProblem() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("city")))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageContaining("cannot be created");
    }

    @Test
    void secretsAreMadeOnceAndReadableByTheOwnerOnly() throws Exception {
        try (DataDirectory directory = DataDirectory.open(folder)) {
            String made = Secrets.in(directory.root()).get("postgres");
            assertThat(made).matches("[0-9a-f]{48}");
            assertThat(Secrets.in(directory.root()).get("postgres")).isEqualTo(made);
            assertThat(Secrets.in(directory.root()).get("questdb")).isNotEqualTo(made);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("secrets.properties"))))
                    .isEqualTo("rw-------");
        }
    }
}
