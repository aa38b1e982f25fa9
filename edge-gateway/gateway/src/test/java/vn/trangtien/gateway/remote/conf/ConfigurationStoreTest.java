package vn.trangtien.gateway.remote.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every state in which a power cut may leave the disk; a new store is a restart. */
class ConfigurationStoreTest {

    private static final Requester CLOUD = new Requester("city-cloud", "CONF-V2");

    @TempDir
    Path directory;

    @BeforeEach
    void install() throws Exception {
        Files.writeString(file(), "one");
    }

    @Test
    void theFirstStartMakesVersionOne() throws Exception {
        ConfigurationStore store = open();

        assertThat(store.good()).isEqualTo(Version.of(1, "one"));
        assertThat(store.versions()).containsExactly(1L);
        assertThat(open().good().number()).isEqualTo(1);
    }

    @Test
    void aConfirmedChangeStaysAndNumbersAreNeverUsedTwice() throws Exception {
        ConfigurationStore store = open();
        store.confirm(store.begin("two", CLOUD));
        store.rollBack(store.begin("three", CLOUD));
        store = open();
        store.confirm(store.begin("four", CLOUD));

        assertThat(open().good()).isEqualTo(Version.of(4, "four"));
        assertThat(open().versions()).containsExactly(1L, 2L, 4L);
        assertThat(open().interrupted()).isEmpty();
        assertThat(open().text(1)).contains("one");
    }

    @Test
    void aChangeCutOffBeforeItsConfirmationIsTakenBack() throws Exception {
        Version tried = open().begin("two", CLOUD);

        ConfigurationStore restarted = open();

        assertThat(Files.readString(file())).isEqualTo("one");
        assertThat(restarted.good().number()).isEqualTo(1);
        assertThat(restarted.interrupted()).contains(new ConfigurationStore.Pending(tried, CLOUD));
        assertThat(open().interrupted()).as("told once").isEmpty();
    }

    @Test
    void aCutBetweenTheNoteAndTheFileLeavesTheOldOne() throws Exception {
        open().begin("two", CLOUD);
        Files.writeString(file(), "one");

        ConfigurationStore restarted = open();

        assertThat(restarted.good().number()).isEqualTo(1);
        assertThat(Files.readString(file())).isEqualTo("one");
    }

    @Test
    void aCutAfterTheConfirmationKeepsTheNewOne() throws Exception {
        ConfigurationStore store = open();
        Version tried = store.begin("two", CLOUD);
        byte[] pending = Files.readAllBytes(directory.resolve("config/pending.properties"));
        store.confirm(tried);
        Files.write(directory.resolve("config/pending.properties"), pending);

        ConfigurationStore restarted = open();

        assertThat(restarted.good()).isEqualTo(tried);
        assertThat(restarted.interrupted()).isEmpty();
    }

    @Test
    void whatATechnicianWritesIntoTheFileIsANewVersion() throws Exception {
        open();
        Files.writeString(file(), "by hand");

        assertThat(open().good()).isEqualTo(Version.of(2, "by hand"));
    }

    @Test
    void aSpoiltFileIsLeftAloneAndTheLastGoodOneUsed() throws Exception {
        open();
        Files.writeString(file(), "spoilt");

        ConfigurationStore store =
                ConfigurationStore.open(file(), directory.resolve("config"), yaml -> Optional.of("line 1: no"));

        assertThat(store.ignored()).contains("line 1: no");
        assertThat(store.text()).isEqualTo("one");
        assertThat(Files.readString(file())).isEqualTo("spoilt");
    }

    @Test
    void aFileThatIsNotUtf8IsLeftAloneAndTheLastGoodOneUsed() throws Exception {
        open();
        byte[] latin = {'H', 'u', (byte) 0xEA};
        Files.write(file(), latin);

        ConfigurationStore store = open();

        assertThat(store.ignored().orElseThrow())
                .contains("gateway.yaml, line 1: the byte 0xEA is not UTF-8")
                .contains("save it in UTF-8");
        assertThat(store.text()).isEqualTo("one");
        assertThat(Files.readAllBytes(file())).isEqualTo(latin);
        assertThat(open().good().number()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNotUtf8AndHasNoGoodVersionIsNamed() throws Exception {
        Files.write(file(), new byte[] {(byte) 0xFF, (byte) 0xFE});

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1: the byte 0xFF is not UTF-8");
    }

    @Test
    void twentyVersionsAreKept() throws Exception {
        ConfigurationStore store = open();
        for (int i = 0; i < 30; i++) {
            store.confirm(store.begin("text " + i, Requester.NOBODY));
        }

        assertThat(store.versions()).hasSize(20).endsWith(31L);
        assertThat(store.text(1)).isEmpty();
    }

    private ConfigurationStore open() throws Exception {
        return ConfigurationStore.open(file(), directory.resolve("config"), yaml -> Optional.empty());
    }

    private Path file() {
        return directory.resolve("gateway.yaml");
    }
}
