package vn.trangtien.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.ConfigException;

class TrustedAuthoritiesTest {

    @TempDir
    Path directory;

    @Test
    void theMachinesOwnAuthoritiesAreTheDefault() {
        assertThat(TrustedAuthorities.socketFactory("lora", Optional.empty())).isNotNull();
    }

    @Test
    void aFileWithoutACertificateIsNamed() throws IOException {
        String empty = Files.writeString(directory.resolve("empty.pem"), "").toString();
        String text = Files.writeString(directory.resolve("text.pem"), "no certificate")
                .toString();

        assertThatThrownBy(() -> TrustedAuthorities.socketFactory("lora", Optional.of("/nowhere/ca.pem")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("buses.lora.caFile '/nowhere/ca.pem' cannot be read (NoSuchFileException)");
        assertThatThrownBy(() -> TrustedAuthorities.socketFactory("lora", Optional.of(empty)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("holds no certificate");
        assertThatThrownBy(() -> TrustedAuthorities.socketFactory("lora", Optional.of(text)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(text);
    }
}
