package vn.trangtien.video.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarGzTest {

    @Test
    void onlyWantedFilesAreTaken() throws IOException {
        byte[] archive = new TestArchive()
                .file("package/a.txt", "one")
                .file("package/b.txt", "two".repeat(1000))
                .bytes();

        Map<String, byte[]> found = read(archive, "package/b.txt", "package/c.txt");

        assertThat(found).containsOnlyKeys("package/b.txt");
        assertThat(found.get("package/b.txt")).asString().isEqualTo("two".repeat(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "package/../../evil", "/etc/passwd", "package\\..\\evil"})
    void whatLeavesItsFolderIsRefusedAsAWhole(String name) {
        byte[] archive =
                new TestArchive().file("package/a.txt", "one").file(name, "x").bytes();

        assertThatThrownBy(() -> read(archive, "package/a.txt")).hasMessageContaining("unsafe");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        byte[] archive =
                new TestArchive().entry("package/a.txt", '2', new byte[0]).bytes();

        assertThat(read(archive, "package/a.txt")).isEmpty();
    }

    @Test
    void whatWouldFillTheMemoryIsRefused() {
        byte[] large = new TestArchive().file("a", "x".repeat(2000)).bytes();
        byte[] many =
                new TestArchive().file("a", "").file("b", "").file("c", "").bytes();

        assertThatThrownBy(() -> new TarGz(10, 1000, 5000).read(new ByteArrayInputStream(large), Set.of("a")))
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> new TarGz(2, 1000, 5000).read(new ByteArrayInputStream(many), Set.of("a")))
                .hasMessageContaining("more than 2 entries");
    }

    @Test
    void damageIsNoticed() {
        byte[] whole = new TestArchive().file("a", "x".repeat(5000)).bytes();

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2), "a"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(new byte[] {1, 2, 3}, "a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(new TestArchive().damagedHeader().bytes(), "a"))
                .hasMessageContaining("sum of a header");
    }

    private static Map<String, byte[]> read(byte[] archive, String... wanted) throws IOException {
        return new TarGz().read(new ByteArrayInputStream(archive), Set.of(wanted));
    }
}
