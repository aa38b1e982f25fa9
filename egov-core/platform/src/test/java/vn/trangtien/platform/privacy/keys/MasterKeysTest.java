package vn.trangtien.platform.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private static final byte[] DATA_KEY = Gcm.random(Gcm.KEY_BYTES);
    private static final byte[] BOUND = {1, 2, 3};

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void create() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        file = folder.resolve("keys");
        MasterKeys.create(file, "2026-11");
    }

    @Test
    void aNewFileIsForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(MasterKeys.load(file).active()).isEqualTo("2026-11");
        assertThatThrownBy(() -> MasterKeys.create(file, "other")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rw-rw-rw-"})
    void aFileThatOthersCanReachIsRefused(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> MasterKeys.load(file))
                .hasMessageContaining("chmod 600")
                .hasMessageContaining(permissions);
    }

    @Test
    void aFolderInWhichOthersCanExchangeTheFileIsRefused() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));

        assertThatThrownBy(() -> MasterKeys.load(file)).hasMessageContaining("chmod go-w");
    }

    @Test
    void aLinkAndAMissingFileAreRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThatThrownBy(() -> MasterKeys.load(link)).hasMessageContaining("regular file and no link");
        assertThatThrownBy(() -> MasterKeys.load(folder.resolve("none"))).hasMessageContaining("regular file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "active=b\nkey.a=AAAA",
                "active=a\nkey.a=AAAA",
                "active=a\nkey.a=!",
                "key.a=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "",
                "active=A B\nkey.A B=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            })
    void aFileWithoutUsableKeysIsRefused(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(() -> MasterKeys.load(file)).hasMessageStartingWith("key file " + file);
    }

    @Test
    void whatAnOlderKeySealedStaysReadableAfterRotation() throws Exception {
        byte[] wrapped = MasterKeys.load(file).wrap(DATA_KEY, BOUND);
        MasterKeys.rotate(file, "2027-05");
        MasterKeys rotated = MasterKeys.load(file);

        assertThat(rotated.active()).isEqualTo("2027-05");
        assertThat(rotated.unwrap("2026-11", wrapped, BOUND)).isEqualTo(DATA_KEY);
        assertThatThrownBy(() -> rotated.unwrap("2027-05", wrapped, BOUND))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> rotated.unwrap("2025-01", wrapped, BOUND)).hasMessageContaining("bring it back");
        assertThatThrownBy(() -> MasterKeys.rotate(file, "2027-05")).hasMessageContaining("a new id");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingSealedCanBeChangedOrMoved() {
        var keys = new javax.crypto.spec.SecretKeySpec(DATA_KEY, "AES");
        byte[] sealed = Gcm.seal(keys, new byte[] {9, 8, 7}, BOUND);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> Gcm.open(keys, changed, BOUND))
                    .as("byte %d", i)
                    .isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> Gcm.open(keys, sealed, new byte[0])).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> Gcm.open(keys, new byte[5], BOUND)).hasMessageContaining("28 bytes or more");
    }
}
