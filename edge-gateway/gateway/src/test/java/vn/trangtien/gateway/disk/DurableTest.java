package vn.trangtien.gateway.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {

    @TempDir
    Path folder;

    @Test
    void whatIsReplacedKeepsItsPermissions() throws Exception {
        for (String permissions : new String[] {"rw-rw----", "rw-------", "rw-r--r--"}) {
            Path file = Files.writeString(folder.resolve("gateway.yaml"), "one");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

            Durable.write(file, "hai: Huế");

            assertThat(file).hasContent("hai: Huế");
            assertThat(mode(file)).isEqualTo(permissions);
        }
    }

    @Test
    void aSecretIsItsOwnersAloneWhateverWasThere() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Durable.writeSecret(file, "two");
        Durable.writeSecret(folder.resolve("new.pem"), "three");

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("new.pem"))).isEqualTo("rw-------");
    }

    @Test
    void whatAPowerCutLeftBesideItDoesNoHarm() throws Exception {
        Files.writeString(folder.resolve("state.new"), "ha");

        Durable.write(folder.resolve("state"), "whole");

        assertThat(folder.resolve("state")).hasContent("whole");
        assertThat(folder.resolve("state.new")).doesNotExist();
    }

    @Test
    void aFailureLeavesWhatWasThere() throws Exception {
        Path taken = Files.createDirectories(folder.resolve("state"));
        Files.writeString(taken.resolve("inside"), "kept");

        assertThatThrownBy(() -> Durable.write(taken, "text")).isInstanceOf(IOException.class);

        assertThat(taken.resolve("inside")).hasContent("kept");
        assertThat(folder.resolve("state.new")).doesNotExist();
    }

    @Test
    void whatIsNotUtf8IsNamedWithItsLine() throws Exception {
        Path file = Files.write(folder.resolve("gateway.yaml"), new byte[] {'a', '\n', 'H', 'u', (byte) 0xEA, '\n'});

        assertThatThrownBy(() -> Utf8Text.read(file))
                .isInstanceOf(Utf8Text.NotUtf8.class)
                .hasMessageContaining("gateway.yaml, line 2: the byte 0xEA is not UTF-8")
                .hasMessageContaining("save it in UTF-8");
        Files.write(file, new byte[] {'a', (byte) 0xC3});
        assertThatThrownBy(() -> Utf8Text.read(file)).hasMessageContaining("line 1: the byte 0xC3");
        Files.writeString(file, "cầu Tràng Tiền");
        assertThat(Utf8Text.read(file)).isEqualTo("cầu Tràng Tiền");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
