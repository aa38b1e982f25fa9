package vn.trangtien.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.ConfigException;

class PasswordFileTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bí mật 1", "bí mật 1\n", "bí mật 1\r\nmore\n"})
    void thePasswordIsTheFirstLine(String content) throws IOException {
        assertThat(PasswordFile.read("lora", file(content, "rw-r-----").toString()))
                .containsExactly("bí mật 1".toCharArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-", "rwxrwxrwx"})
    void aFileOpenToEverybodyIsRefusedWithTheRemedy(String permissions) throws IOException {
        Path file = file("bí mật", permissions);

        assertThatThrownBy(() -> PasswordFile.read("lora", file.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "buses.lora.passwordFile '%s' can be read or changed by every user of this machine; run: chmod o-rwx %s"
                                .formatted(file, file));
    }

    @Test
    void aFileThatIsMissingEmptyOrNoTextIsNamed() throws IOException {
        assertThatThrownBy(() -> PasswordFile.read("lora", "/nowhere/password"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'/nowhere/password' is not a file");
        assertThatThrownBy(() -> PasswordFile.read("lora", "a\0b"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is no path");
        Path empty = file("\nsecond", "rw-------");
        assertThatThrownBy(() -> PasswordFile.read("lora", empty.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has an empty first line");
        Path huge = file("x".repeat(5_000), "rw-------");
        assertThatThrownBy(() -> PasswordFile.read("lora", huge.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must hold one line, but has 5000 bytes")
                .hasMessageNotContaining("xxxx");
        Path binary = Files.write(file("", "rw-------"), new byte[] {(byte) 0xFF, (byte) 0xFE, 1});
        assertThatThrownBy(() -> PasswordFile.read("lora", binary.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot be read by this program (MalformedInputException)");
    }

    private Path file(String content, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
