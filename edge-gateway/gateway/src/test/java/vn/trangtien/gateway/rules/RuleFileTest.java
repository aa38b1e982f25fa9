package vn.trangtien.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileTest {

    @TempDir
    Path folder;

    @Test
    void whatIsRememberedIsKnownToTheNextProcess() {
        Path file = folder.resolve("rules.txt");
        assertThat(new RuleFile(file).held()).isEmpty();

        new RuleFile(file).remember(Set.of("flood-siren", "dusk"));
        assertThat(new RuleFile(file).held()).containsExactlyInAnyOrder("flood-siren", "dusk");

        new RuleFile(file).remember(Set.of());
        assertThat(new RuleFile(file).held()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenStopsNoRule() {
        var file = new RuleFile(folder.resolve("gone/rules.txt"));

        assertThatCode(() -> file.remember(Set.of("dusk"))).doesNotThrowAnyException();
        assertThat(file.held()).isEmpty();
    }

    @Test
    void aFileThatIsNotTextIsForgotten() throws Exception {
        Path file = folder.resolve("rules.txt");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3});

        assertThat(new RuleFile(file).held()).isEmpty();
    }
}
